package dev.regalia.api;

import static dev.regalia.api.Manifest.list;

import java.util.List;
import java.util.stream.Stream;

/// The spellings of MIG profiles that a spec may and may not have.
final class Profiles {
    private static final List<String> GOOD =
            List.of(
                    "1g",
                    "1g+me",
                    "1g.double",
                    "1g.10gb",
                    "1g.10gb+me",
                    "1g.double+me",
                    "2g",
                    "3g",
                    "4g",
                    "7g",
                    "7g.141gb",
                    "1g-me",
                    "1g+gfx",
                    "1g+me.all");
    private static final List<String> BAD =
            List.of(
                    "1c.3g.20gb",
                    "1G",
                    "foo",
                    "''",
                    "g",
                    "0g",
                    "1g.10GB",
                    "1g.010gb",
                    "1g.10gb.double",
                    "1g+",
                    "1g+me+gfx",
                    "mig-1g.10gb",
                    "1g.1000000000000000000gb");

    private Profiles() {}

    /// The rule of the field `profile` of a list of partitions.
    ///
    /// @param list the path of the list, for instance `spec.shares[].partitions`
    /// @param manifest an object that is in order
    /// @param place where a profile stands in it
    static Rule rule(String list, Manifest manifest, String place) {
        Stream<Trial> good =
                GOOD.stream().map(it -> Trial.accepts("'" + it + "'", manifest.with(place, it)));
        Stream<Trial> bad =
                BAD.stream().map(it -> Trial.refuses("'" + it + "'", manifest.with(place, it)));
        return new Rule(list + "[].profile", Stream.concat(good, bad).toList());
    }

    /// A list, as YAML, of one partition each of so many different profiles.
    static String partitions(int count) {
        return list(count, i -> "{profile: 1g.%dgb, count: 1}".formatted(i + 1));
    }
}
