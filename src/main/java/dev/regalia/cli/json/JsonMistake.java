package dev.regalia.cli.json;

import com.fasterxml.jackson.core.JsonLocation;

/// What is wrong in a JSON text, and where.
public final class JsonMistake extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;

    JsonMistake(JsonLocation at, String message) {
        super(message);
        this.line = at.getLineNr();
        this.column = at.getColumnNr();
    }

    /// Line, from 1.
    public int line() {
        return line;
    }

    /// Column, from 1.
    public int column() {
        return column;
    }
}
