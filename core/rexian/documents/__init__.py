"""What people file, send and print: pages and sheets, written whole or not at all."""
