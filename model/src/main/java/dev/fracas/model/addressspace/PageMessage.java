package dev.fracas.model.addressspace;

import dev.fracas.model.kernel.messaging.KernelMessage;
import dev.fracas.model.kernel.messaging.Messages;
import java.util.Arrays;
import java.util.stream.IntStream;

/** A message between the kernels of an address space: a request about a page. */
public record PageMessage(Request request, int page) implements KernelMessage {
    /** Every request about any of the pages. */
    public static Messages<PageMessage> about(int pages) {
        return new Messages<>(
                Arrays.stream(Request.values())
                        .flatMap(request -> IntStream.range(0, pages).mapToObj(request::of))
                        .toList());
    }

    @Override
    public String message() {
        return request.message;
    }
}
