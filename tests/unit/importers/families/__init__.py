"""Tables as eleven statistical offices lay them out, of other subjects and years than the workbooks at hand.

Each function makes one workbook; what its cells say is written down beside them, not read back.
"""
