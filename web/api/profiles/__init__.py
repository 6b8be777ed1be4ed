"""The profiles family: voice profiles, transactions, tops and statistics.

Source: the seed document of the Voice Profile Server.
"""
