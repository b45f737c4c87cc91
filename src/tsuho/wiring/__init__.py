"""Where the house is put together: settings are read, one Centre is opened, the clock is handed out."""
