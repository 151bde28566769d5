"""A world that outlives its process."""
