"""The windows for partners: what an ISP may do without an account."""
