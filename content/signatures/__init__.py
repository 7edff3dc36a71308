"""What the digital signatures of a PDF say and prove, read from the file alone and never from a network."""
