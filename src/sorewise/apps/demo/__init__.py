"""`demo`: a sample runner's sore morning, from import to verdict, in a store that is thrown away."""

from sorewise.apps.demo.show import demo

__all__ = ["demo"]
