"""Events of several reports that are one happening (codebook, section 5)."""
