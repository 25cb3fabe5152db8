import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.Map;
import org.apache.velocity.VelocityContext;
import org.apache.velocity.context.InternalContextAdapterImpl;
import org.apache.velocity.runtime.RuntimeInstance;
import org.apache.velocity.runtime.parser.ParseException;
import org.apache.velocity.runtime.parser.node.SimpleNode;

/** How many microseconds a warm Velocity takes to render a template, the parsing of the body included. */
public final class TemplateBench {
  private static final int WARM_UP = 50_000;
  private static final int ROUNDS = 15;
  private static final int RENDERINGS = 5_000;

  private TemplateBench() {}

  public static void main(String[] arguments) throws Exception {
    Exchange.run(arguments, TemplateBench::answer);
  }

  private static Object answer(Map<String, Object> input) {
    try {
      RuntimeInstance engine = TemplateOracle.engine();
      SimpleNode tree = engine.parse(new StringReader((String) input.get("template")), "template");
      tree.init(context(input), engine);
      time(tree, input, WARM_UP);
      double[] times = new double[ROUNDS];
      for (int round = 0; round < ROUNDS; round++) {
        times[round] = time(tree, input, RENDERINGS);
      }
      Arrays.sort(times);
      return Map.of("microseconds", times[ROUNDS / 2]);
    } catch (ParseException | IOException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private static double time(SimpleNode tree, Map<String, Object> input, int count) throws IOException {
    long start = System.nanoTime();
    for (int i = 0; i < count; i++) {
      tree.render(context(input), new StringWriter());
    }
    return (System.nanoTime() - start) / 1000.0 / count;
  }

  private static InternalContextAdapterImpl context(Map<String, Object> input) {
    InternalContextAdapterImpl context = new InternalContextAdapterImpl(new VelocityContext(TemplateOracle.variables(input)));
    context.pushCurrentTemplateName("template");
    return context;
  }
}
