"""Measures against answer keys and public sets, and the gate that keeps the accuracy floors."""
