"""The windows: what people and machines see of the centre over HTTP."""
