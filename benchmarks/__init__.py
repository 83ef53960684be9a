"""What is measured, each beside a named peer in the same run: `make bench`."""
