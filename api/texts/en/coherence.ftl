# Findings about the coherence of contracts: what is the matter, and (.advice) what to do about it.

list-and = { $first } and { $last }
list-more = { $count } more

finding-double-responsibility =
    { $groups ->
        [none] { $contractors } are all responsible for { $tasks }.
       *[some] { $contractors } are all responsible for { $tasks }, for the target group { $groups }.
    }
    .advice = Choose who is responsible and let the other contribute, or give each a target group of its own. Change { $contracts } for that.
finding-nobody-but-contributors = Nobody is responsible for { $tasks }. { $contractors } does contribute, under { $domains }.
    .advice = Make one party responsible: by an amendment of { $contracts } or by another contract.
finding-nobody-for-goal = Nobody is responsible for { $tasks }, and nobody contributes. It is needed for { $goals }.
    .advice = Make one party responsible, or take the task away from the goal.
finding-nobody-for-goal-but-contributors = Nobody is responsible for { $tasks }. It is needed for { $goals }. { $contractors } does contribute, under { $domains }.
    .advice = Make one party responsible: by an amendment of { $contracts } or by another contract.
finding-confirmed = { $contractors } cooperates with { $partners } under { $domains }, and the other side says so too.
    .advice = There is nothing to do.
finding-one-sided = { $contractors } cooperates with { $partners } under { $domains }. But the contract of { $partners } names { $contractors } nowhere.
    .advice = Ask both parties whether they cooperate. Then put it in both contracts, or take it out: { $contracts }.
finding-named-elsewhere = { $contractors } cooperates with { $partners } under { $domains }. But { $partners } names { $contractors } under { $named } only.
    .advice = Ask both parties in what they cooperate. Then make the contracts say the same: { $contracts }.
finding-no-counter-matrix = { $contractors } cooperates with { $partners } under { $domains }. { $partners } holds no contract here that could say so too.
    .advice = Make an agreement with { $partners } yourself, or ask in the reports of { $contractors } how the cooperation goes.
finding-external = { $contractors } cooperates with { $partners } under { $domains }. { $partners } does not contract with municipalities.
    .advice = Ask in the reports of { $contractors } how the cooperation goes.
finding-goal-without-responsible =
    { $tasks ->
        [none] No task is described for the goal { $goals }, so nobody is responsible.
       *[some] Nobody is responsible for the goal { $goals }. The task is nobody’s yet: { $tasks }.
    }
    .advice = Make a party responsible for a task that serves this goal.
finding-goal-without-indicator = No indicator measures the goal { $goals }.
    .advice = Put an indicator that measures this goal into a contract.
finding-goal-without-both =
    { $tasks ->
        [none] No task is described for the goal { $goals }, and no indicator measures it.
       *[some] Nobody is responsible for the goal { $goals }, and no indicator measures it. The task is nobody’s yet: { $tasks }.
    }
    .advice = Make a party responsible for a task that serves this goal, and put in an indicator that measures it.
finding-responsibility-unmeasured = { $contractors } is responsible for { $tasks }, but no indicator measures what comes of it.
    .advice = Put an indicator into { $contracts } for a goal that this task serves.
finding-coverage-ends = The contract { $contracts } with { $contractors } ends on { $day }, and nothing succeeds it. After that nobody is responsible for { $tasks }.
    .advice = Decide in time whether to extend it, to contract again or to place the tasks elsewhere.
finding-coverage-ends-for-nothing = The contract { $contracts } with { $contractors } ends on { $day }, and nothing succeeds it. No task is left without a responsible party.
    .advice = Check whether the contract can end.
