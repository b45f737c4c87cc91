"""A country to copy: rename the folder to its code, then replace the example rule, its parameters and its cases."""
