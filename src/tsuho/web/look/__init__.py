"""How every page of the centre looks: the shell around it, and the parts that pages are built from."""
