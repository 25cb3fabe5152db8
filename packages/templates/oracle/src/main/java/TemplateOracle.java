import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.minidev.json.JSONValue;
import org.apache.velocity.VelocityContext;
import org.apache.velocity.app.event.InvalidReferenceEventHandler;
import org.apache.velocity.context.Context;
import org.apache.velocity.context.InternalContextAdapterImpl;
import org.apache.velocity.runtime.RuntimeInstance;
import org.apache.velocity.runtime.directive.StopCommand;
import org.apache.velocity.runtime.log.NullLogChute;
import org.apache.velocity.runtime.parser.ParseException;
import org.apache.velocity.runtime.parser.node.SimpleNode;
import org.apache.velocity.util.introspection.Info;

/** What Velocity 1.7 renders, set up as API Gateway's recorded answers show it to be. */
public final class TemplateOracle {
  private static final String NAME = "template";
  private static RuntimeInstance shared;

  private TemplateOracle() {}

  public static void main(String[] arguments) throws Exception {
    Exchange.run(arguments, TemplateOracle::answer);
  }

  /** A reference without a value is empty text. */
  public static final class EmptyWhenInvalid implements InvalidReferenceEventHandler {
    @Override
    public Object invalidGetMethod(Context context, String reference, Object object, String property, Info info) {
      return "";
    }

    @Override
    public boolean invalidSetMethod(Context context, String left, String right, Info info) {
      return false;
    }

    @Override
    public Object invalidMethod(Context context, String reference, Object object, String method, Info info) {
      return "";
    }
  }

  /** The service leaves #evaluate and #return as text; 1.7 has no #return. */
  static RuntimeInstance engine() {
    RuntimeInstance engine = new RuntimeInstance();
    engine.setProperty("runtime.log.logsystem.class", NullLogChute.class.getName());
    engine.setProperty("eventhandler.invalidreferences.class", EmptyWhenInvalid.class.getName());
    engine.setProperty("runtime.introspector.uberspect", NoReflection.class.getName());
    engine.setProperty("resource.loader", "none");
    engine.init();
    engine.removeDirective("evaluate");
    return engine;
  }

  /** Macros live as long as their engine, so a template with macros gets one of its own. */
  private static RuntimeInstance engineFor(String template) {
    if (template.contains("macro")) {
      return engine();
    }
    return shared == null ? shared = engine() : shared;
  }

  static Map<String, Object> answer(Map<String, Object> input) {
    Map<String, Object> answer = new LinkedHashMap<>();
    String template = (String) input.get("template");
    RuntimeInstance engine = engineFor(template);
    Map<String, Object> variables = variables(input);
    SimpleNode tree;
    try {
      tree = engine.parse(new StringReader(template), NAME);
    } catch (ParseException | RuntimeException | StackOverflowError refused) {
      answer.put("error", "syntax");
      return answer;
    }
    InternalContextAdapterImpl context = new InternalContextAdapterImpl(new VelocityContext(variables));
    context.pushCurrentTemplateName(NAME);
    try {
      tree.init(context, engine);
    } catch (RuntimeException | StackOverflowError refused) {
      answer.put("error", "syntax");
      return answer;
    }
    StringWriter text = new StringWriter();
    try {
      tree.render(context, text);
    } catch (StopCommand stop) {
      if (!stop.isFor(engine)) {
        throw stop;
      }
    } catch (RuntimeException | IOException | StackOverflowError failed) {
      answer.put("error", "render");
      return answer;
    }
    Map<String, Object> rendered = new LinkedHashMap<>();
    rendered.put("text", text.toString());
    try {
      addOverrides(rendered, map(variables.get("context")));
      JSONValue.toJSONString(rendered);
    } catch (StackOverflowError endless) {
      answer.put("error", "render");
      return answer;
    }
    return rendered;
  }

  static Map<String, Object> variables(Map<String, Object> input) {
    Map<String, Object> context = new LinkedHashMap<>(map(input.get("context")));
    context.put("requestOverride", maps("header", "path", "querystring"));
    context.put("responseOverride", maps("header"));
    Map<String, Object> variables = new LinkedHashMap<>();
    boolean webSocket = "websocket".equals(input.get("api"));
    variables.put("input", webSocket ? new BodyInput((String) input.get("body")) : new Input((String) input.get("body"), map(input.get("params"))));
    variables.put("util", new Util());
    variables.put("context", context);
    variables.put("stageVariables", map(input.get("stageVariables")));
    return variables;
  }

  private static void addOverrides(Map<String, Object> answer, Map<String, Object> context) {
    for (String name : new String[] {"requestOverride", "responseOverride"}) {
      if (context.get(name) instanceof Map<?, ?> override) {
        Map<String, Object> set = new LinkedHashMap<>();
        override.forEach((key, value) -> {
          if (isJson(value) && !(value instanceof Map<?, ?> empty && empty.isEmpty())) {
            set.put((String) key, plain(value));
          }
        });
        if (!set.isEmpty()) {
          answer.put(name, set);
        }
      }
    }
  }

  /** The value without what JSON cannot say, and json-smart fails to write: entries and iterators. */
  private static Object plain(Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<Object, Object> members = new LinkedHashMap<>();
      map.forEach((key, member) -> {
        if (isJson(member)) {
          members.put(key, plain(member));
        }
      });
      return members;
    }
    if (value instanceof Collection<?> items) {
      List<Object> list = new ArrayList<>();
      items.forEach(item -> list.add(isJson(item) ? plain(item) : null));
      return list;
    }
    return value;
  }

  private static boolean isJson(Object value) {
    return !(value instanceof Map.Entry || value instanceof Iterator);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Object value) {
    return value == null ? new LinkedHashMap<>() : (Map<String, Object>) value;
  }

  private static Map<String, Object> maps(String... names) {
    Map<String, Object> maps = new LinkedHashMap<>();
    for (String name : names) {
      maps.put(name, new LinkedHashMap<String, Object>());
    }
    return maps;
  }
}
