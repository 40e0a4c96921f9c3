#!/usr/bin/env python3
"""Asks every service how it is, walks an order through all of them, and asks for what they must refuse."""
import os
import sys

script = os.path.join(os.path.dirname(os.path.abspath(__file__)), "test_services.sh")
os.execv("/bin/sh", ["/bin/sh", script, *sys.argv[1:]])
