"""What the centre says, one document a file: values in, bytes out."""
