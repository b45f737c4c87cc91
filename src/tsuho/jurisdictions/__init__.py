"""The laws of the world that this centre can be run under, one folder a country."""
