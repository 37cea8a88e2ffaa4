package dev.fracas.checkers.cli;

import dev.fracas.checkers.report.JsonReport;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code fracas list}: what there is to check. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        version = Fracas.VERSION,
        sortOptions = false,
        description = "Lists the mechanisms, the properties and the defects; by default all three.",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:listed", "2:the command line is wrong; one line says why"})
final class ListCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "mechanisms|properties|defects",
            arity = "0..1",
            description = "What to list. Default: everything.")
    private Optional<Listing> topic = Optional.empty();

    @Option(
            names = "--json",
            description =
                    "Print JSON: a list of objects; by default an object with one list for each"
                            + " of the three.")
    private boolean json;

    private final PrintWriter out;
    private final Repertoire repertoire;

    ListCommand(PrintWriter out, Repertoire repertoire) {
        this.out = out;
        this.repertoire = repertoire;
    }

    @Override
    public Integer call() {
        List<Listing> listings = topic.map(List::of).orElse(List.of(Listing.values()));
        out.print(json ? json(listings) : text(listings));
        out.flush();
        return ExitStatus.AS_DECLARED;
    }

    private String json(List<Listing> listings) {
        if (listings.size() == 1) {
            return JsonReport.text(listings.getFirst().json(repertoire));
        }
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        listings.forEach(listing -> object.set(Words.of(listing), listing.json(repertoire)));
        return JsonReport.text(object);
    }

    private String text(List<Listing> listings) {
        return String.join("\n", listings.stream().map(l -> l.text(repertoire)).toList());
    }
}
