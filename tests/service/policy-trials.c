/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Written out of the programme's own lists of roles and duties, and of the acts as they stand here: a new act that
 * nobody tries is missed by the test that counts them. */

#include "policy-trials.h"

#include <string.h>

#include "case-sample.h"
#include "mado-draft.h"

#define A_HASH "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
#define B_HASH "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed"

typedef struct {
  const MadoProgramme *programme;
  const char *role;
  const char *account;
  const char *state; /* of a case that is worked on */
  GPtrArray *trials;
} List;

static void
free_trial (gpointer data)
{
  Trial *self = data;

  g_free (self->name);
  g_free (self->kind);
  g_free (self->body);
  g_clear_pointer (&self->entity, mado_entity_unref);
  g_free (self);
}

/**
 * policy_trial_draw_id:
 *
 * Returns: an id of its own
 */
MadoId
policy_trial_draw_id (void)
{
  static guint n_ids;
  g_autofree char *text = g_strdup_printf ("0198a7b0-0000-7000-8000-%012x", ++n_ids);

  return mado_id_from_text (text);
}

/**
 * policy_trial_rename:
 * @entity: an entity
 * @id: another id
 *
 * Returns: (transfer full): the same under that id
 */
MadoEntity *
policy_trial_rename (MadoEntity *entity, MadoId id)
{
  g_autoptr (MadoDraft) draft = mado_draft_from (entity);
  MadoEntity *renamed;

  draft->id = id;
  renamed = mado_draft_finish (draft, NULL);
  g_assert_nonnull (renamed);

  return renamed;
}

/* --- one trial --------------------------------------------------------------------------------------------------- */

static MadoEntity *
make_entity (MadoId id, const char *kind, const char *state, const char *body)
{
  g_autoptr (MadoDraft) draft = mado_draft_new (id, kind, state);
  g_autofree char *json = g_strdelimit (g_strdup (body), "'", '"');
  g_autoptr (yyjson_doc) doc = yyjson_read (json, strlen (json), 0);
  yyjson_obj_iter iter = yyjson_obj_iter_with (yyjson_doc_get_root (doc));
  MadoEntity *entity;
  yyjson_val *name;

  g_assert_nonnull (doc);
  while ((name = yyjson_obj_iter_next (&iter)) != NULL)
    mado_draft_put (draft, draft->body, yyjson_get_str (name), yyjson_obj_iter_get_val (name));
  entity = mado_draft_finish (draft, NULL);
  g_assert_nonnull (entity);

  return entity;
}

static Trial *
add (List *self, TrialWish wish, const char *kind, const char *about, char *body)
{
  Trial *trial = g_new0 (Trial, 1);

  trial->name = about[0] != '\0' ? g_strdup_printf ("%s %s", kind, about) : g_strdup (kind);
  trial->kind = g_strdup (kind);
  trial->body = body;
  trial->id = policy_trial_draw_id ();
  trial->wish = wish;
  g_ptr_array_add (self->trials, trial);

  return trial;
}

static void
add_on_case (List *self, TrialWish wish, const char *kind, const char *about, char *body)
{
  Trial *trial = add (self, wish, kind, about, body);

  trial->entity = make_entity (trial->id, "case", self->state, "{}");
}

/* --- items ------------------------------------------------------------------------------------------------------- */

static char *
write_value (const MadoItem *item)
{
  static const struct {
    const char *type, *value;
  } values[] = {
    { "name", "{'kanji':'見本 花子','kana':'ミホン ハナコ'}" },
    { "postal", "'1600022'" },
    { "phone", "'0300000000'" },
    { "email", "'a@example.jp'" },
    { "date", "'2025-05-05'" },
    { "month", "'2025-05'" },
    { "number", "1" },
    { "yen", "1000" },
    { "yesno", "true" },
  };
  const guint64 n_digits = g_ascii_strtoull (item->pattern, NULL, 10);

  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    if (strcmp (item->type, values[i].type) == 0)
      return g_strdup (values[i].value);
  if (strcmp (item->type, "choice") == 0)
    return g_strdup_printf ("'%s'", ((const MadoNamed *) mado_section_get (item->choices, 0))->id);
  if (strcmp (item->type, "code") == 0)
    return g_strdup_printf ("'%0*d'", (int) MAX (n_digits, 1), 1);

  return g_strdup ("'見本'");
}

static char *
write_edit (const MadoItem *item)
{
  g_autofree char *value = write_value (item);

  if (!item->is_of_list)
    return g_strdup_printf ("{'edits':[{'item':'%s','now':%s}]}", item->id, value);

  return g_strdup_printf ("{'add_rows':[{'list':'%s','row':'0198a7b0-0000-7000-8000-00000000000f'}],"
                          "'edits':[{'item':'%s','row':'0198a7b0-0000-7000-8000-00000000000f','now':%s}]}",
                          item->section, item->id, value);
}

static char *
write_correction (const MadoItem *item)
{
  g_autofree char *value = write_value (item);

  return g_strdup_printf ("{'asked':'slip','reason':'x','edits':[{'item':'%s','now':%s}]}", item->id, value);
}

static void
add_item (List *self, const MadoItem *item)
{
  const gboolean may_edit = mado_names_contain (item->edit, self->role);
  const gboolean is_note = strcmp (item->type, "notes") == 0;
  const gboolean is_typed = item->set_by[0] == '\0' && item->entry[0] == '\0' && !is_note;
  const gboolean may_attach = may_edit || mado_names_contain (item->attach_roles, self->role);
  const TrialWish wish = may_edit ? TRIAL_DONE : TRIAL_FORBIDDEN;

  add_on_case (self, is_typed ? wish : TRIAL_NOBODYS, "case.edit", item->id, write_edit (item));
  if (!item->is_of_list)
    add_on_case (self, is_typed ? wish : TRIAL_NOBODYS, "case.correct", item->id, write_correction (item));
  add_on_case (self,
               is_note      ? TRIAL_NOBODYS
               : may_attach ? TRIAL_DONE
                            : TRIAL_FORBIDDEN,
               "case.attach", item->id,
               g_strdup_printf ("{'item':'%s','hash':'" A_HASH "','type':'image/png','name':'x.png'}", item->id));
  add_on_case (self,
               is_note      ? TRIAL_NOBODYS
               : may_attach ? TRIAL_ALLOWED /* of a paper that is not there */
                            : TRIAL_FORBIDDEN,
               "case.cover", item->id,
               g_strdup_printf (
                   "{'item':'%s','was':'" A_HASH "','hash':'" B_HASH "','type':'image/png','name':'x.png'}", item->id));
  if (is_typed && !item->is_of_list) {
    g_autofree char *value = write_value (item);

    add_on_case (
        self, may_edit ? TRIAL_ALLOWED : TRIAL_FORBIDDEN, "case.settle_conflict", item->id,
        g_strdup_printf ("{'operation':'0198a7b0-0000-7000-8000-00000000000e','item':'%s','now':%s}", item->id, value));
  }
  if (is_note)
    add_on_case (self, wish, "case.note", item->id, g_strdup_printf ("{'item':'%s','text':'x'}", item->id));
  if (item->entry[0] != '\0') {
    add_on_case (self, wish, "case.enter_account", item->id,
                 g_strdup_printf ("{'item':'%s','value':" CASE_ACCOUNT "}", item->id, "1234567", "self"));
    add_on_case (self, TRIAL_NOBODYS, "case.retract_account", item->id, g_strdup_printf ("{'item':'%s'}", item->id));
  }
}

/* --- the way of a case ------------------------------------------------------------------------------------------- */

static void
add_second_person (List *self, const MadoTransition *transition)
{
  static const char *const answers[] = { "case.agree", "case.decline" };
  const gboolean may = mado_names_contain (transition->second_person, self->role);

  for (gsize i = 0; i < G_N_ELEMENTS (answers) && transition->second_person->len > 0; i++) {
    Trial *trial = add (self, may ? TRIAL_ALLOWED : TRIAL_FORBIDDEN, answers[i], transition->id,
                        g_strdup ("{'operation':'0198a7b0-0000-7000-8000-00000000000e'}"));
    g_autofree char *body =
        g_strdup_printf ("{'asked':{'at':1,'by':'somebody','operation':'0198a7b0-0000-7000-8000-00000000000e',"
                         "'move':{'transition':'%s'}}}",
                         transition->id);

    trial->entity = make_entity (trial->id, "case", self->state, body);
  }
}

static void
add_transition (List *self, const MadoTransition *transition)
{
  const gboolean may = mado_names_contain (transition->roles, self->role);

  add_on_case (self, may ? TRIAL_ALLOWED : TRIAL_FORBIDDEN, "case.move", transition->id,
               g_strdup_printf ("{'transition':'%s'}", transition->id));
  add_second_person (self, transition);
}

static gboolean
may_look (const List *self)
{
  for (guint i = 0; i < mado_section_get_count (self->programme->transitions); i++) {
    const MadoTransition *transition = mado_section_get (self->programme->transitions, i);

    if (mado_names_contain (transition->needs, "visual_checks") && mado_names_contain (transition->roles, self->role))
      return TRUE;
  }

  return FALSE;
}

/* --- by duty ----------------------------------------------------------------------------------------------------- */

/* What has a duty as its condition; %NULL: whoever works there. The steps of a hand-over need a signature, too, which
 * nobody gives here: whoever has the duty is told so. */
static const struct {
  const char *kind, *duty, *body;
  const char *state, *entity; /* (nullable): %NULL: it makes its own */
  TrialWish wish;             /* where the role has the duty */
} acts[] = {
  { "case.protect", "protection", "{'on':true,'reason':'申出'}", "", "{}", TRIAL_DONE },
  { "case.adjudicate_account", "adjudicate", "{'item':'account','value':{}}", "", "{}", TRIAL_ALLOWED },
  { "case.tell_apart", "duplicates", "{'other':'0198a7b0-0000-7000-8000-00000000000d','reason':'x'}", "", "{}",
    TRIAL_ALLOWED },
  { "case.give_up_right", "duplicates", "{'right':'one','reason':'x'}", "", "{}", TRIAL_ALLOWED },
  { "inquiry.log", "calls", "{'category':'other','question':'x','answer':'y','outcome':'answered'}", NULL, NULL,
    TRIAL_ALLOWED },
  { "inquiry.answer", "calls", "{'text':'x'}", "open", "{}", TRIAL_DONE },
  { "inquiry.call_back_done", "calls", "{'reached':true,'text':'x'}", "waiting", "{}", TRIAL_ALLOWED },
  { "inquiry.ask_ward", "calls", "{'text':'x','due':'2099-01-01'}", "open", "{}", TRIAL_DONE },
  { "inquiry.reply", "oversee", "{'text':'x'}", "waiting", "{}", TRIAL_DONE },
  { "inquiry.close", "calls", "{'reason':'x'}", "open", "{}", TRIAL_DONE },
  { "inquiry.link", "calls", "{'case':'0198a7b0-0000-7000-8000-00000000000d'}", "open", "{}", TRIAL_ALLOWED },
  { "batch.make", "plan", "{'packet':'none'}", NULL, NULL, TRIAL_ALLOWED },
  { "batch.freeze", "plan", "{'count':1,'sum':1}", "open", "{}", TRIAL_ALLOWED },
  { "batch.reopen", "plan", "{'reason':'x'}", "frozen", "{}", TRIAL_DONE },
  { "batch.approve", "approve", "{}", "frozen", "{}", TRIAL_ALLOWED },
  { "batch.transfer", "plan", "{'pay':'none','day':'2025-06-10','count':1,'sum':1,'digest':'x'}", "approved", "{}",
    TRIAL_ALLOWED },
  { "batch.void_transfer", "approve", "{'digest':'x','reason':'x'}", "approved", "{}", TRIAL_ALLOWED },
  { "batch.answer", "plan", "{'packet':'none','count':1,'sum':1,'digest':'x'}", "approved", "{}", TRIAL_ALLOWED },
  { "notice.make", "notices", "{'kind':'letter','to':'x','subject':'x','due':'2099-01-01'}", NULL, NULL,
    TRIAL_ALLOWED },
  { "notice.send", "notices", "{'day':'2025-05-01','means':'post'}", "made", "{}", TRIAL_ALLOWED },
  { "notice.deliver", "notices", "{'day':'2025-05-01','proof':'x'}", "sent", "{}", TRIAL_ALLOWED },
  { "notice.acknowledge", "notices", "{'day':'2025-05-01','proof':'x'}", "sent", "{}", TRIAL_ALLOWED },
  { "notice.return", "notices", "{'day':'2025-05-01','reason':'x','due':'2099-01-01'}", "sent", "{}", TRIAL_ALLOWED },
  { "notice.close", "notices", "{'reason':'x'}", "sent", "{}", TRIAL_DONE },
  { "notice.join", "notices", "{'run':'0198a7b0-0000-7000-8000-00000000000b'}", "made", "{}", TRIAL_ALLOWED },
  { "notice.spoil", "notices", "{'sheet':'x','reason':'x'}", "made", "{}", TRIAL_ALLOWED },
  { "notice.reprint", "notices", "{'reason':'x'}", "made", "{}", TRIAL_ALLOWED },
  { "notice.withdraw", "notices", "{'reason':'x'}", "made", "{}", TRIAL_ALLOWED },
  { "notice.enclose", "notices", "{'sheet':'x','envelope':'x'}", "made", "{}", TRIAL_ALLOWED },
  { "run.make", "notices", "{'number':'x','letter':'none'}", NULL, NULL, TRIAL_ALLOWED },
  { "run.freeze", "notices", "{'count':1}", "open", "{'count':1}", TRIAL_DONE },
  { "run.reopen", "notices", "{'reason':'x'}", "frozen", "{}", TRIAL_DONE },
  { "run.approve", "notices", "{'sheet':'x/000001'}", "frozen", "{'number':'x'}", TRIAL_DONE },
  { "run.print", "notices", "{'count':1}", "approved", "{'count':1}", TRIAL_DONE },
  { "run.dispatch", "notices", "{'day':'2025-05-01','office':'x','means':'post','count':1}", "printed", "{'count':1}",
    TRIAL_DONE },
  { "series.open", "notices", "{'pattern':'x','year':2025}", NULL, NULL, TRIAL_ALLOWED },
  { "wording.write", "notices", "{'letter':'none','version':1,'text':'x'}", NULL, NULL, TRIAL_ALLOWED },
  { "wording.approve", "notices", "{}", "draft", "{}", TRIAL_DONE },
  { "wording.retire", "notices", "{'reason':'x'}", "draft", "{}", TRIAL_DONE },
  { "saying.write", "answers", "{'saying':'none','version':1,'label':'x','category':'other','text':'x'}", NULL, NULL,
    TRIAL_ALLOWED },
  { "saying.approve", "answers", "{}", "draft", "{}", TRIAL_DONE },
  { "saying.retire", "answers", "{'reason':'x'}", "draft", "{}", TRIAL_DONE },
  { "person.register", "people",
    "{'account':'x','name':'x','organisation':'x','role':'x','from':'2025-01-01','to':'2026-01-01','key':'x'}", NULL,
    NULL, TRIAL_ALLOWED },
  { "person.change", "people", "{'name':'y','reason':'x'}", "active",
    "{'account':'x','from':'2025-01-01','to':'2026-01-01'}", TRIAL_DONE },
  { "person.train", "people", "{'day':'2025-05-01'}", "active", "{'account':'x'}", TRIAL_DONE },
  { "person.report", "people", "{'day':'2025-05-01'}", "active", "{'account':'x'}", TRIAL_DONE },
  { "person.change_key", "people", "{'key':'z','reason':'x'}", "active", "{'account':'x','key':'y'}", TRIAL_ALLOWED },
  { "person.end", "people", "{'reason':'x'}", "active", "{'account':'x'}", TRIAL_DONE },
  { "erasure.propose", "handover", "{'number':'E-1','until':'2020-03-31'}", NULL, NULL, TRIAL_ALLOWED },
  { "erasure.approve", "oversee", "{'count':1}", "proposed", "{}", TRIAL_ALLOWED },
  { "erasure.withdraw", "handover", "{'reason':'x'}", "proposed", "{}", TRIAL_DONE },
  { "preservation.begin", "oversee", "{'reason':'x'}", NULL, NULL, TRIAL_ALLOWED },
  { "preservation.lift", "oversee", "{'reason':'x'}", "held", "{}", TRIAL_DONE },
  { "earlier_payment.record", "plan", "{'right':'none','key':['1'],'day':'2025-05-01','amount':1,'programme':'x'}",
    NULL, NULL, TRIAL_ALLOWED },
  { "earlier_payment.withdraw", "approve", "{'reason':'x'}", "recorded", "{}", TRIAL_DONE },
  { "recovery.ask", "plan", "{'case':'0198a7b0-0000-7000-8000-ffffffffffff','why':'twice','amount':1,'reason':'x'}",
    NULL, NULL, TRIAL_ALLOWED },
  { "recovery.approve", "approve", "{'amount':1}", "asked", "{'amount':1}", TRIAL_ALLOWED },
  { "recovery.decline", "approve", "{'reason':'x'}", "asked", "{'amount':1}", TRIAL_ALLOWED },
  { "recovery.receive", "plan", "{'day':'2025-05-01','amount':1}", "open", "{'amount':1}", TRIAL_ALLOWED },
  { "recovery.strike", "approve", "{'entry':'0198a7b0-0000-7000-8000-ffffffffffff','reason':'x'}", "open",
    "{'amount':1}", TRIAL_ALLOWED },
  { "recovery.waive", "approve", "{'reason':'x'}", "open", "{'amount':1}", TRIAL_ALLOWED },
  { "incident.report", NULL, "{'kind':'loss','what':'x','noticed':1}", NULL, NULL, TRIAL_ALLOWED },
  { "incident.tell", "incidents", "{'whom':'ward','name':'x'}", "open", "{'reported':{'by':'somebody'}}", TRIAL_DONE },
  { "incident.measure", "incidents", "{'text':'x'}", "open", "{}", TRIAL_DONE },
  { "incident.close", "incidents", "{'reason':'x'}", "open", "{}", TRIAL_ALLOWED },
  { "incident.reopen", "incidents", "{'reason':'x'}", "closed", "{}", TRIAL_DONE },
  { "handover.make", "handover", "{'kind':'paper','content':'x','number':'1','media':1,'records':1}", NULL, NULL,
    TRIAL_ALLOWED },
  { "handover.seal", "handover", "{'bag':'1','seal':'1'}", "made", "{'media':1}", TRIAL_ALLOWED },
  { "handover.carry", "handover", "{'receiver':'x','carrier':'x','due_back':'2099-01-01'}", "sealed",
    "{'kind':'paper','media':1}", TRIAL_ALLOWED },
  { "handover.receive", "receive", "{'media':1,'records':1,'seal':'1'}", "carried",
    "{'receiver':'ACCOUNT','media':1,'records':1,'seal':'1'}", TRIAL_ALLOWED },
  { "handover.store", "receive", "{'place':'x'}", "received", "{'media':1}", TRIAL_ALLOWED },
  { "handover.return", "receive", "{'media':1,'carrier':'x','bag':'1','seal':'1'}", "received", "{'media':1}",
    TRIAL_ALLOWED },
  { "handover.erase", "receive", "{'media':1,'method':'x','witness':'x'}", "received", "{'media':1}", TRIAL_ALLOWED },
  { "handover.close", "handover", "{'media':1}", "returned", "{'media':1}", TRIAL_ALLOWED },
  { "handover.count", "handover", "{'found':true}", "made", "{'media':1}", TRIAL_DONE },
  { "handover.count", "receive", "{'found':true}", "stored", "{'media':1}", TRIAL_DONE },
  { "handover.attest", "handover", "{'statement':{}}", "carried", "{'media':1}", TRIAL_ALLOWED },
  { "handover.print", "receive", "{'media':1}", "ordered", "{'media':1}", TRIAL_ALLOWED },
  { "handover.enclose", "receive", "{'media':1}", "printed", "{'media':1}", TRIAL_ALLOWED },
  { "handover.deliver", "receive", "{'media':1,'carrier':'x','bag':'1','seal':'1'}", "enclosed", "{'media':1}",
    TRIAL_ALLOWED },
  { "handover.inspect", "handover", "{'media':1,'sample':1,'defects':0,'accepted':true}", "delivered", "{'media':1}",
    TRIAL_ALLOWED },
  { "handover.hand_back", "handover", "{'media':1,'carrier':'x','bag':'1','seal':'1'}", "inspected", "{'media':1}",
    TRIAL_ALLOWED },
  { "handover.post", "receive", "{'media':1,'office':'x','day':'2025-05-01'}", "handed_back", "{'media':1}",
    TRIAL_ALLOWED },
  { "handover.hold", "receive", "{'reason':'x'}", "received", "{'media':1}", TRIAL_ALLOWED },
  { "handover.release", "receive", "{'reason':'x'}", "received", "{'media':1,'hold':{}}", TRIAL_ALLOWED },
  { "handover.attach", "receive",
    "{'hash':'00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff','type':'image/png','name':'x',"
    "'text':'x'}",
    "received", "{'media':1}", TRIAL_ALLOWED },
  { "handover.correct", "handover", "{'corrects':'0198a7b0-0000-7000-8000-00000000000c','reason':'x'}", "made",
    "{'track':[{'operation':'0198a7b0-0000-7000-8000-00000000000c','what':'make','side':'giving'}]}", TRIAL_ALLOWED },
  { "handover.correct", "receive", "{'corrects':'0198a7b0-0000-7000-8000-00000000000c','reason':'x'}", "received",
    "{'track':[{'operation':'0198a7b0-0000-7000-8000-00000000000c','what':'store','side':'receiving'}]}",
    TRIAL_ALLOWED },
};

static void
add_act (List *self, gsize i)
{
  const gboolean may = acts[i].duty == NULL || mado_programme_has_duty (self->programme, acts[i].duty, self->role);
  g_auto (GStrv) words = g_strsplit (acts[i].kind, ".", 2);
  Trial *trial = add (self, may ? acts[i].wish : TRIAL_FORBIDDEN, acts[i].kind, "", g_strdup (acts[i].body));
  g_autoptr (GString) body = g_string_new (acts[i].entity);

  if (acts[i].entity == NULL)
    return;
  g_string_replace (body, "ACCOUNT", self->account, 0);
  trial->entity = make_entity (trial->id, words[0], acts[i].state[0] != '\0' ? acts[i].state : self->state, body->str);
}

/* --- all of them ------------------------------------------------------------------------------------------------- */

/* Where an application comes to: nothing of it is fixed there. */
static const char *
find_state (const MadoProgramme *programme)
{
  for (guint i = 0; i < mado_section_get_count (programme->transitions); i++) {
    const MadoTransition *transition = mado_section_get (programme->transitions, i);

    if (transition->claims->len > 0 && mado_names_contain (transition->from, MADO_STATE_NEW))
      return transition->to;
  }
  g_assert_not_reached ();
}

/**
 * policy_trials_new:
 * @programme: a programme
 * @role: one of its roles
 * @account: who has it, and no other
 *
 * Returns: (transfer full) (element-type Trial): what he can try
 */
GPtrArray *
policy_trials_new (const MadoProgramme *programme, const char *role, const char *account)
{
  List self = { programme, role, account, find_state (programme), g_ptr_array_new_with_free_func (free_trial) };

  for (guint i = 0; i < mado_section_get_count (programme->items); i++)
    add_item (&self, mado_section_get (programme->items, i));
  for (guint i = 0; i < mado_section_get_count (programme->transitions); i++)
    add_transition (&self, mado_section_get (programme->transitions, i));
  for (guint i = 0; i < mado_section_get_count (programme->visual_checks); i++) {
    const MadoVisualCheck *check = mado_section_get (programme->visual_checks, i);

    add_on_case (&self, may_look (&self) ? TRIAL_DONE : TRIAL_FORBIDDEN, "case.see", check->id,
                 g_strdup_printf ("{'check':'%s','seen':true}", check->id));
  }
  for (gsize i = 0; i < G_N_ELEMENTS (acts); i++)
    add_act (&self, i);

  return self.trials;
}
