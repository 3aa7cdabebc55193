"""Charts on screen: one :class:`~workbench.domain.chart.ChartSpec` in, a calm drawing that can be read and walked."""
