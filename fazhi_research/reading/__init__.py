"""Files to documents to outlines: spans, furniture, encodings, corpus (文本读取)."""
