package dev.regalia.plan.packing.opponents;

import dev.regalia.plan.packing.NodeCut;
import dev.regalia.plan.packing.NodeSupply;
import dev.regalia.plan.packing.RepackProblem;
import java.util.ArrayList;
import java.util.List;

/// Re-plans from scratch: the best target, given to the GPUs by index, whatever they are cut into.
public record FromScratch() implements Opponent {

    @Override
    public List<NodeCut> plan(RepackProblem problem, long[] demand) {
        List<int[]> target = Opponent.target(problem.packing(), Opponent.need(problem, demand));
        List<NodeCut> cuts = new ArrayList<>();
        int next = 0;
        for (NodeSupply node : problem.nodes()) {
            if (!Opponent.isOpen(problem, node)) {
                continue;
            }
            List<int[]> layouts = new ArrayList<>(node.layouts());
            for (int i = 0; i < layouts.size() && next < target.size(); i++) {
                layouts.set(i, target.get(next++));
            }
            Opponent.cut(cuts, node, layouts);
        }
        return cuts;
    }
}
