package copse.estimate;
import copse.frame.*; import copse.lmm.*; import copse.model.*; import copse.math.*; import copse.scenario.*; import copse.formula.Formula;
import java.util.*; import java.util.stream.*;
class LoopProbe {
  public static void main(String[] a) {
    Frame all = new copse.scenario.CallCenter[]{CallCenter.defaults().withMonths(6).withCalls(1_390_410)}[0].simulate(Seed.of(1)).frame();
    for (int rep = 0; rep < 3; rep++) {
    long t0=System.nanoTime();
    FactorColumn month = all.asFactor("month").factor("month");
    Frame m = all.where(Mask.of(all.rows(), r -> month.code(r) == 0)).asFactor("rep_ID").asFactor("center_ID").dropUnusedLevels();
    FactorColumn rep_ = m.factor("rep_ID");
    int reps = rep_.levels().size();
    List<List<Integer>> by = new ArrayList<>(); for (int i=0;i<reps;i++) by.add(new ArrayList<>());
    for (int i=0;i<m.rows();i++) by.get(rep_.code(i)).add(i);
    RandomStream s = Seed.of(5).stream();
    int[] rows = new int[reps*1000]; int at=0;
    for (int r=0;r<reps;r++) for (int k=0;k<1000;k++) rows[at++] = by.get(r).get(s.nextInt(by.get(r).size()));
    Frame smp = m.rows(rows);
    long t1=System.nanoTime();
    Levels arms = Levels.of("ctrl","treat");
    FactorColumn centre = smp.factor("center_ID");
    int[] mixed = new int[smp.rows()]; for (int i=0;i<mixed.length;i++) mixed[i]=centre.code(i)%2;
    Formula f = Formula.parse("call_CSAT ~ reason + age + grp + (1 | center_ID/rep_ID)");
    ModelSpec spec = ModelSpec.of(f, smp.with("grp", FactorColumn.wrap(mixed, arms)));
    Frame c0 = smp.with("grp", FactorColumn.wrap(new int[smp.rows()], arms)).with("call_CSAT","call_CSAT", y->Math.min(10,y));
    int[] one = new int[smp.rows()]; Arrays.fill(one,1);
    Frame c1 = smp.with("grp", FactorColumn.wrap(one, arms)).with("call_CSAT","call_CSAT", y->Math.min(10,y+0.6));
    ResampledProducts rp = ResampledProducts.of(spec, List.of(c0,c1), smp.factor("rep_ID"), centre);
    long t2=System.nanoTime();
    int[][] asg = new int[32][10];
    for (int i=0;i<32;i++) for (int p=0;p<5;p++) { asg[i][2*p]=(i>>p)&1; asg[i][2*p+1]=1-asg[i][2*p]; }
    ResampledProducts.Drawn d = rp.draw(640, 1200, (draw,unit,v)-> asg[draw/20][unit]==v, Seed.of(7).stream());
    long t3=System.nanoTime();
    double[] b = IntStream.range(0,640).parallel().mapToDouble(k -> { LmmFit fit = Lmm.fit(d.products(k, asg[k/20]), Estimator.REML); return fit.beta()[3]; }).toArray();
    long t4=System.nanoTime();
    System.out.printf("sample %.3f prepare %.3f draw %.3f fits %.3f ; first %s %s%n",(t1-t0)/1e9,(t2-t1)/1e9,(t3-t2)/1e9,(t4-t3)/1e9,b[0],b[20]);
    if (rep==2) { LmmFit fit = Lmm.fit(d.products(0, asg[0]), Estimator.REML); System.out.println(fit.fixedNames()+" "+Arrays.toString(fit.beta())+" "+fit.variances()+fit.convergence());
      LmmFit full = Lmm.of(f).fit(smp.with("grp", FactorColumn.wrap(IntStream.range(0,smp.rows()).map(i->asg[0][centre.code(i)]).toArray(), arms)).with("call_CSAT", NumericColumn.of(IntStream.range(0,smp.rows()).mapToDouble(i->Math.min(10, smp.numeric("call_CSAT").value(i)+0.6*asg[0][centre.code(i)])).toArray())));
      System.out.println(Arrays.toString(full.beta())); System.out.println(Arrays.toString(Lmm.fit(rp.observed().products(0,asg[0]),Estimator.REML).beta())); }
    }
  }
}
