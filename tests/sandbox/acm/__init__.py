"""What AWS documents, asked of certwright-sandbox from outside (a package: test_wire.py is also elsewhere)."""
