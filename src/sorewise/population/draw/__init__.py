"""What drawing needs: chance, days in a row, columns of facts."""
