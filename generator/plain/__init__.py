"""SAY: what a trial holds, as sentences that know where they come from."""
