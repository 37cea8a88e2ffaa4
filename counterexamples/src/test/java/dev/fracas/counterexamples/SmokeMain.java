package dev.fracas.counterexamples;
public class SmokeMain { public static void main(String[] a){
  for (Trace t : new Trace[]{Traces.bothInside(),Traces.lostUpdate(),Traces.deadlock(),Traces.starvation(),Traces.standstill(),Traces.contention()}) {
    Replay r = Replay.of(t, SampleLock.CATALOGUE);
    System.out.println(dev.fracas.counterexamples.rendering.TextRendering.of(r).text());
    System.out.println(dev.fracas.counterexamples.rendering.MermaidRendering.of(r));
  }
  System.out.println(dev.fracas.counterexamples.itf.TraceFile.text(Replay.of(Traces.bothInside(), SampleLock.CATALOGUE)));
}}
