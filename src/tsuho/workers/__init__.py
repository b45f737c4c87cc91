"""What runs casework: in this process, or in processes of this machine."""
