package dev.fracas.checkers.differential;

import dev.fracas.model.addressspace.workload.AddressSpaceWorkload;
import dev.fracas.model.addressspace.workload.UserCall;
import dev.fracas.model.addressspace.workload.UserTask;
import java.util.ArrayList;
import java.util.List;

/**
 * The reads and writes of a workload, numbered task by task, and which core makes them: a task that
 * migrates is a thread of each kernel, which are numbered in the order of the tasks.
 *
 * @param ofTask the number of each call of a task, -1 for what is no access
 * @param ofCore the accesses of each core, in their order
 */
record Accesses(int count, List<List<Integer>> ofTask, List<List<Integer>> ofCore) {
    static Accesses of(AddressSpaceWorkload workload) {
        List<List<Integer>> ofTask = new ArrayList<>();
        List<List<Integer>> ofCore = new ArrayList<>();
        int count = 0;
        for (UserTask task : workload.tasks()) {
            List<Integer> here = new ArrayList<>();
            ofCore.add(here);
            List<Integer> there = new ArrayList<>();
            if (task.calls().contains(new UserCall.Migrate())) {
                ofCore.add(there);
            }
            List<Integer> numbers = new ArrayList<>();
            for (UserCall call : task.calls()) {
                if (isAccess(call)) {
                    here.add(count);
                    numbers.add(count++);
                } else {
                    numbers.add(-1);
                }
                if (call instanceof UserCall.Migrate) {
                    List<Integer> left = here;
                    here = there;
                    there = left;
                }
            }
            ofTask.add(numbers);
        }
        return new Accesses(count, ofTask, ofCore);
    }

    private static boolean isAccess(UserCall call) {
        return call instanceof UserCall.Read || call instanceof UserCall.Write;
    }
}
