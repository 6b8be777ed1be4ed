"""The pages of one's own library: what is wished for, and whom one follows."""
