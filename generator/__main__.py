"""`python -m generator` is the command `plaintrials`."""

from generator.cli import main

main(prog_name="plaintrials")
