"""Packs out: a paper whose figures are filled in, in one language, becomes docx, pdf, pptx or xlsx.

The renderers know nothing of series or sessions: :mod:`workbench.briefing.resolved` is all they are given.
"""
