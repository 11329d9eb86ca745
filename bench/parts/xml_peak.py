"""Reads an Apple Health export of so many megabytes and prints the most memory it took (MB): a process of its own.

python bench/parts/xml_peak.py 500
"""

import re
import resource
import sys
from pathlib import Path

from xml_files import MadeHealth

from sorewise.importers import apple_health

STATUS = Path("/proc/self/status")


def peak_mb() -> float:
    """The peak since this program began; where the system does not tell, since its process did."""
    if STATUS.exists():
        return int(re.search(r"VmHWM:\s+(\d+)", STATUS.read_text())[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Read and tell."""
    for _ in apple_health.read(MadeHealth(float(sys.argv[1])), ""):
        pass
    print(peak_mb())


if __name__ == "__main__":
    main()
