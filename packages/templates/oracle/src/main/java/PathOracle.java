import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.InvalidPathException;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.PathNotFoundException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What Jayway's JsonPath answers with its default configuration; a path is compiled anew for each case.
 * A document that was made to hold itself counts as failed.
 */
public final class PathOracle {
  private PathOracle() {}

  public static void main(String[] arguments) throws Exception {
    Exchange.run(arguments, PathOracle::answer);
  }

  private static Object answer(Map<String, Object> input) {
    Map<String, Object> answer = new LinkedHashMap<>();
    JsonPath path;
    try {
      path = JsonPath.compile((String) input.get("path"));
    } catch (InvalidPathException | IllegalArgumentException | StackOverflowError refused) {
      answer.put("refused", true);
      return answer;
    }
    answer.put("definite", path.isDefinite());
    Configuration configuration = Configuration.defaultConfiguration();
    Object document = configuration.jsonProvider().parse((String) input.get("document"));
    try {
      Object value = path.read(document, configuration);
      answer.put("value", Describe.describe(value));
    } catch (PathNotFoundException missing) {
      answer.put("missing", true);
    } catch (RuntimeException | StackOverflowError failed) {
      answer.put("failed", true);
    }
    return answer;
  }
}
