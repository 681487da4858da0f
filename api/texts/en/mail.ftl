# The mails. Per kind: .subject, .happened (what happened) and .asked (what is asked of the reader).
# Without .asked the mail asks nothing. Never name figures.

invitation =
    .subject = Your access to Regiekring
    .happened = { $party } has invited you to Regiekring, as { $role }. In Regiekring, municipalities and executing organisations make agreements about work and income and follow the results.
    .asked = Choose a password. By that you accept the invitation. The link works once. Do you not want this? Then you need not do anything.
role-offered =
    .subject = Invitation from { $party }
    .happened = { $party } has invited you as { $role }.
    .asked = Sign in and accept the invitation or decline it. Until then nothing changes.
role-given-to-oneself =
    .subject = Role given to oneself at { $party }
    .happened = { $actor } gave themselves a role at { $party }: { $role }. It stands in the audit trail too.
    .asked = Check whether this is right. Is it not? Then have the role ended.
password-reset =
    .subject = New password for Regiekring
    .happened = You asked for a new password.
    .asked = Choose a new password. The link works once. Did you not ask for this? Then you need not do anything. Your password stays the same.

reorganisation-done =
    .subject = Reorganisation done: { $municipality }
    .happened =
        The reorganisation has been done: { $reason }. On { $day } contracts, targets and open points passed to { $municipality }. In Regiekring you now work for { $municipality }.
    .asked = Check what has passed.
joint-body-to-adapt =
    .subject = Joint arrangement to be adapted: { $organisation }
    .happened = By law { $municipality } has taken part in { $organisation } since { $day }.
    .asked = Adapt the arrangement within six months (Wet arhi, article 41).
contract-passed =
    .subject = Another client: { $contract }
    .happened = By a municipal reorganisation { $municipality } is by law a client of “{ $contract }” since { $day }. What was agreed goes on.
contract-lapsed =
    .subject = Contract lapsed: { $contract }
    .happened = By the reorganisation into { $municipality } your organisation lapses. With it “{ $contract }” ended on the day before { $day }.

decision-for-information =
    .subject = Designation decision {$contract}: for your information
    .happened = Your client is preparing the designation decision "{$contract}". It now lies before the college.
    .asked = Your agreement is not needed, but you are heard. Give your remarks here.

decision-to-adopt =
    .subject = Designation decision {$contract}: to be adopted
    .happened = The designation decision "{$contract}" is ready to be adopted.
    .asked = Record the decision of the college, with its reference and date.

contract-offered =
    .subject = Contract offered: { $contract }
    .happened = The contract “{ $contract }” has been offered to your organisation.
    .asked = Read the contract. Agree to it, or send it back with your remarks.
contract-sent-back =
    .subject = Contract sent back: { $contract }
    .happened =
        { $organisation } has sent back the contract “{ $contract }”. The remarks are:
        { $reason }
    .asked = Amend the contract and offer it again.
contract-agreed =
    .subject = Agreement on the contract: { $contract }
    .happened = { $organisation } agrees to the contract “{ $contract }”.
    .asked = Adopt the contract for your municipality. Enter the reference and the date of the college’s decision.
contract-adopted-by-client =
    .subject = { $municipality } has adopted the contract: { $contract }
    .happened = { $municipality } has adopted the contract “{ $contract }”. Not every client has done so yet.
contract-adopted =
    .subject = Contract adopted: { $contract }
    .happened = Every client has adopted the contract “{ $contract }”. The agreements are now fixed.
contractor-heard =
    .subject = Remarks on the designation decision: { $contract }
    .happened =
        { $organisation } has given remarks on the designation decision “{ $contract }”:
        { $reason }
    .asked = Take the remarks into account. Then record the decision of the college.
extension-decided =
    .subject = { $municipality } has decided on extension: { $contract }
    .happened = { $municipality } has decided on the extension of “{ $contract }”: { $answer ->
        [EXTEND] extend
        [EXTEND_ON_CONDITIONS] extend on conditions
       *[other] do not extend
    }.
contract-terminated =
    .subject = { $municipality } ends the contract: { $contract }
    .happened =
        { $municipality } ends the contract “{ $contract }”. The last day is { $day }. The reason is:
        { $reason }
contract-withdrawn =
    .subject = Offer withdrawn: { $contract }
    .happened =
        The offer of the contract “{ $contract }” has been withdrawn. The reason is:
        { $reason }

attachment-added =
    .subject = Attachment added: { $contract }
    .happened = A file was added to the contract “{ $contract }”: { $file }.

cycle-opened =
    .subject = Annual cycle { $year } opened: { $contract }
    .happened = The annual cycle { $year } of the contract “{ $contract }” has been opened. The results and the review of earlier years are ready for you.
    .asked = Set the targets of your municipality and propose them to { $organisation }.
cycle-opened-for-information =
    .subject = Annual cycle { $year } opened: { $contract }
    .happened = The annual cycle { $year } of the contract “{ $contract }” has been opened. The municipalities are now setting their targets. You will hear from us when there is a proposal.
cycle-closed =
    .subject = Annual cycle { $year } closed: { $contract }
    .happened = The annual cycle { $year } of the contract “{ $contract }” has been closed. All reviews are final. What follows from them goes into the next annual cycle.

targets-proposed =
    .subject = Targets { $year } proposed by { $municipality }
    .happened = { $municipality } has proposed the targets for { $year }. They belong to the contract “{ $contract }”.
    .asked = Agree to each target, or make a counter-proposal with a reason.
targets-countered =
    .subject = Counter-proposal for the targets { $year } of { $municipality }
    .happened = A counter-proposal has been made for the targets { $year } of { $municipality }. They belong to the contract “{ $contract }”.
    .asked = Agree to the counter-proposal, or answer with a new proposal and a reason.
targets-agreed =
    .subject = Agreement on the targets { $year } of { $municipality }
    .happened = { $municipality } and { $organisation } agree on all targets for { $year }. They belong to the contract “{ $contract }”.
    .asked = Adopt the targets. Enter the reference and the date of the college’s decision.
targets-adopted =
    .subject = { $municipality } has adopted the targets { $year }
    .happened = { $municipality } has adopted the targets for { $year }. They belong to the contract “{ $contract }”.
targets-fixed =
    .subject = Targets { $year } are fixed: { $contract }
    .happened = Every municipality has adopted the targets for { $year }. They belong to the contract “{ $contract }”. Execution starts now. A report follows after each period.

report-submitted =
    .subject = Report submitted by { $organisation }
    .happened = { $organisation } has submitted the report on { $period }. It belongs to the contract “{ $contract }”.
    .asked = Read the report. Accept it for your municipality, or return it with a reason.
report-returned =
    .subject = Report returned by { $municipality }
    .happened =
        { $municipality } has returned the report on { $period }. It belongs to the contract “{ $contract }”. What was returned, and why:
        { $reason }
    .asked = Mend what was returned and submit the report again.
report-accepted-by-client =
    .subject = Report accepted by { $municipality }
    .happened = { $municipality } has accepted the report on { $period }. It belongs to the contract “{ $contract }”. Not every client has done so yet.
report-accepted =
    .subject = Report accepted: { $contract }
    .happened = Every client has accepted the report on { $period }. It belongs to the contract “{ $contract }”.

review-opened =
    .subject = Review { $year } can start: { $contract }
    .happened = The review of { $year } under the contract “{ $contract }” has been opened.
    .asked = Write the review of your municipality and send it to the director for a reply.
review-for-reply =
    .subject = Reply asked to the review { $year } by { $municipality }
    .happened = { $municipality } has written a concept of the review of { $year }. It is about the contract “{ $contract }”.
    .asked = Read the concept and give your reply. If you do not reply in time, the review will say that there was no reply.
review-replied =
    .subject = Reply to the review { $year } of { $municipality }
    .happened = { $organisation } has replied to the review by { $municipality } of { $year }. It is about the contract “{ $contract }”.
    .asked = Read the reply and make the review final.
review-disputed =
    .subject = { $organisation } disagrees with the review { $year }
    .happened = { $organisation } disagrees with the review by { $municipality } of { $year }. It is about the contract “{ $contract }”.
    .asked = Read the review and the reply as second reader. You decide what the review says and make it final.
review-final =
    .subject = Review { $year } by { $municipality } is final
    .happened = { $municipality } has made the review of { $year } final. It is about the contract “{ $contract }”. It tells the judgement and what follows from it.

scenario-chosen =
    .subject = Scenario chosen: { $scenario }
    .happened = { $municipality } has chosen a scenario: “{ $scenario }”. It belongs to the choice “{ $choice }”. You can read the decision and the reason there.
