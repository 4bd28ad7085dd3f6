"""Seeded faults: does a gate notice a swapped number, a lost "not", the words of another code?"""
