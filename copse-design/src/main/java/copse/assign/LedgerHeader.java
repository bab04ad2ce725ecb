package copse.assign;

import copse.math.Seed;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// The first line of a ledger: all that arms follow from beside the order of arrival.
///
/// @param version of copse that made the ledger
/// @param rule how arms are given
/// @param seed from which all randomness follows
/// @param id name of the column of ids in what is printed
/// @param values values that were declared per attribute, before anybody came; others have to be said to be new
public record LedgerHeader(
        String version, EnrolmentRule rule, Seed seed, String id, SequencedMap<String, List<String>> values) {
    /// Names how rule, seed and order become arms; any change to the arms is a new version.
    public static final String ALGORITHM = "copse-enroll/1";

    static final String SCHEMA = "copse.ledger/1";

    /// Columns of what is printed, beside ids and attributes.
    private static final Set<String> TAKEN = Set.of("arm", "stratum", "k", "probability");

    /// @param version of copse that made the ledger
    /// @param rule how arms are given
    /// @param seed from which all randomness follows
    /// @param id name of the column of ids
    /// @param values values that were declared per attribute
    /// @throws copse.error.DesignException `D344` if values are declared for an attribute that the rule does
    ///     not read, `D340` if two columns would have one name
    public LedgerHeader {
        SequencedMap<String, List<String>> copy = new LinkedHashMap<>();
        values.forEach((column, list) -> copy.put(column, List.copyOf(list)));
        values = Collections.unmodifiableSequencedMap(copy);
        Attributes.checkDeclared(rule, values);
        Set<String> names = new HashSet<>(TAKEN);
        for (String name :
                Stream.concat(Stream.of(id), rule.attributes().stream()).toList()) {
            if (!names.add(name)) {
                throw AssignCode.BAD_RULE.error(
                        "two columns `" + name + "`",
                        "what is printed has the columns " + id + ", " + String.join(", ", new TreeSet<>(TAKEN))
                                + " and those that the rule reads",
                        "give the column of ids, or the attribute, another name");
            }
        }
    }

    /// @param rule how arms are given
    /// @param seed from which all randomness follows
    /// @return the header of a new ledger of this version, whose ids are called `id`
    public static LedgerHeader of(EnrolmentRule rule, Seed seed) {
        return new LedgerHeader(copse.record.Version.copse(), rule, seed, "id", new LinkedHashMap<>());
    }

    /// @param name of the column of ids
    /// @return this header with it
    public LedgerHeader withId(String name) {
        return new LedgerHeader(version, rule, seed, name, values);
    }

    /// @param column an attribute that the rule reads
    /// @param declared its values
    /// @return this header with them
    /// @throws copse.error.DesignException `D344` if the rule does not tell values of the attribute apart
    public LedgerHeader withValues(String column, List<String> declared) {
        SequencedMap<String, List<String>> more = new LinkedHashMap<>(values);
        more.put(column, declared);
        return new LedgerHeader(version, rule, seed, id, more);
    }
}
