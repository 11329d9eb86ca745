"""How we say it: every sentence a runner reads, in their language."""
