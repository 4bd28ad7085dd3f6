"""What the trial found, in careful words: each sentence is one cell or one row of the record."""
