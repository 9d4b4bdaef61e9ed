"""The reader for screen readers, pipes and plain terminals: lines on standard output, nothing that moves."""
