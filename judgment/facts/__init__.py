"""What an article states of its dispute: employers, numbers, money, dates, clocks, circumstances, measures, demands."""
