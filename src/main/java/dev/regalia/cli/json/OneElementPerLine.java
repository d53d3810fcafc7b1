package dev.regalia.cli.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.PrettyPrinter;
import java.io.IOException;

/// A layout for files that people compare: outside lists every member has a line, down to the
/// fourth level; each element of a list is one line.
final class OneElementPerLine implements PrettyPrinter {

    private static final int DEEPEST = 4;

    private int depth;
    private int lists;

    private boolean broken() {
        return lists == 0 && depth <= DEEPEST;
    }

    private void line(JsonGenerator out) throws IOException {
        out.writeRaw('\n');
        out.writeRaw("  ".repeat(depth));
    }

    @Override
    public void writeRootValueSeparator(JsonGenerator out) throws IOException {
        out.writeRaw('\n');
    }

    @Override
    public void writeStartObject(JsonGenerator out) throws IOException {
        out.writeRaw('{');
        depth++;
    }

    @Override
    public void beforeObjectEntries(JsonGenerator out) throws IOException {
        if (broken()) {
            line(out);
        }
    }

    @Override
    public void writeObjectFieldValueSeparator(JsonGenerator out) throws IOException {
        out.writeRaw(broken() ? ": " : ":");
    }

    @Override
    public void writeObjectEntrySeparator(JsonGenerator out) throws IOException {
        out.writeRaw(',');
        if (broken()) {
            line(out);
        }
    }

    @Override
    public void writeEndObject(JsonGenerator out, int entries) throws IOException {
        boolean lines = broken() && entries > 0;
        depth--;
        if (lines) {
            line(out);
        }
        out.writeRaw('}');
    }

    @Override
    public void writeStartArray(JsonGenerator out) throws IOException {
        out.writeRaw('[');
        depth++;
        lists++;
    }

    @Override
    public void beforeArrayValues(JsonGenerator out) throws IOException {
        if (lists == 1) {
            line(out);
        }
    }

    @Override
    public void writeArrayValueSeparator(JsonGenerator out) throws IOException {
        out.writeRaw(',');
        if (lists == 1) {
            line(out);
        }
    }

    @Override
    public void writeEndArray(JsonGenerator out, int values) throws IOException {
        boolean lines = lists == 1 && values > 0;
        depth--;
        lists--;
        if (lines) {
            line(out);
        }
        out.writeRaw(']');
    }
}
