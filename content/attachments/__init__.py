"""Files of a record: kept by their hash, seen by the public only while the record is."""
