/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Keeps the parts of a call, says what of it is missing, and writes the body of "inquiry.log". */

#include "mado-call.h"

#include <string.h>

#include "mado-call-moment.h"
#include "mado-item-value.h"
#include "mado-my-number.h"

#define MAX_TEXT 4000 /* characters, as the operation takes it */

struct _MadoCall {
  GObject parent_instance;

  MadoProgramme *programme;
  MadoId id; /* of the inquiry that it becomes */
  char *parts[MADO_CALL_N_PARTS];
};

G_DEFINE_FINAL_TYPE (MadoCall, mado_call, G_TYPE_OBJECT)

static GParamSpec *properties[MADO_CALL_N_PARTS + 1];

static const char *const names[] = {
  [MADO_CALL_TYPED] = "typed",       [MADO_CALL_CASE] = "case",         [MADO_CALL_TICKS] = "ticks",
  [MADO_CALL_CALLER] = "caller",     [MADO_CALL_PHONE] = "phone",       [MADO_CALL_RELATION] = "relation",
  [MADO_CALL_CATEGORY] = "category", [MADO_CALL_QUESTION] = "question", [MADO_CALL_ANSWER] = "answer",
  [MADO_CALL_SCRIPT] = "script",     [MADO_CALL_OUTCOME] = "outcome",   [MADO_CALL_DUE] = "due",
  [MADO_CALL_TIME] = "time",         [MADO_CALL_BEGAN] = "began",
};

/* --- parts -------------------------------------------------------------------------------------------------------- */

/**
 * mado_call_part_get_name:
 * @part: a part
 *
 * Returns: (transfer none): the property that has it
 */
const char *
mado_call_part_get_name (MadoCallPart part)
{
  return names[part];
}

/**
 * mado_call_get:
 * @self: a call
 * @part: of it
 *
 * Returns: (transfer none): the text; empty where there is none
 */
const char *
mado_call_get (MadoCall *self, MadoCallPart part)
{
  return self->parts[part];
}

/**
 * mado_call_set:
 * @self: a call
 * @part: of it
 * @text: (nullable): what it is now
 */
void
mado_call_set (MadoCall *self, MadoCallPart part, const char *text)
{
  if (text == NULL)
    text = "";
  if (g_set_str (&self->parts[part], text))
    g_object_notify_by_pspec (G_OBJECT (self), properties[part + 1]);
}

static void
mado_call_get_property (GObject *object, guint id, GValue *value, GParamSpec *property)
{
  g_value_set_string (value, MADO_CALL (object)->parts[id - 1]);
}

static void
mado_call_set_property (GObject *object, guint id, const GValue *value, GParamSpec *property)
{
  mado_call_set (MADO_CALL (object), id - 1, g_value_get_string (value));
}

static void
mado_call_finalize (GObject *object)
{
  MadoCall *self = MADO_CALL (object);

  for (gsize i = 0; i < MADO_CALL_N_PARTS; i++)
    g_free (self->parts[i]);
  mado_programme_unref (self->programme);

  G_OBJECT_CLASS (mado_call_parent_class)->finalize (object);
}

static void
mado_call_class_init (MadoCallClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->get_property = mado_call_get_property;
  object_class->set_property = mado_call_set_property;
  object_class->finalize = mado_call_finalize;
  for (guint i = 0; i < MADO_CALL_N_PARTS; i++)
    properties[i + 1] = g_param_spec_string (names[i], NULL, NULL, "",
                                             G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
mado_call_init (MadoCall *self)
{
  for (gsize i = 0; i < MADO_CALL_N_PARTS; i++)
    self->parts[i] = g_strdup ("");
}

static const char *
get_first_category (const MadoProgramme *programme)
{
  const MadoSection *categories = programme->calls.categories;

  return mado_section_get_count (categories) > 0 ? ((const MadoNamed *) mado_section_get (categories, 0))->id : "other";
}

/**
 * mado_call_new:
 * @programme: the programme
 * @id: of the inquiry that it becomes
 * @now: when it began
 *
 * Returns: (transfer full): a call of which nothing is known yet
 */
MadoCall *
mado_call_new (MadoProgramme *programme, MadoId id, MadoInstant now)
{
  MadoCall *self = g_object_new (MADO_TYPE_CALL, NULL);
  g_autofree char *began = g_strdup_printf ("%" G_GINT64_FORMAT, now.microseconds / 1000);

  self->programme = mado_programme_ref (programme);
  self->id = id;
  g_set_str (&self->parts[MADO_CALL_BEGAN], began);
  g_set_str (&self->parts[MADO_CALL_CATEGORY], get_first_category (programme));
  g_set_str (&self->parts[MADO_CALL_OUTCOME], MADO_CALL_ANSWERED);

  return self;
}

/**
 * mado_call_get_id:
 * @self: a call
 *
 * Returns: the id of the inquiry that it becomes
 */
MadoId
mado_call_get_id (MadoCall *self)
{
  return self->id;
}

/**
 * mado_call_get_programme:
 * @self: a call
 *
 * Returns: (transfer none): its programme
 */
MadoProgramme *
mado_call_get_programme (MadoCall *self)
{
  return self->programme;
}

/**
 * mado_call_is_touched:
 * @self: a call
 *
 * Returns: whether there is anything in it that would be lost
 */
gboolean
mado_call_is_touched (MadoCall *self)
{
  static const MadoCallPart typed[] = { MADO_CALL_CASE,     MADO_CALL_CALLER,   MADO_CALL_PHONE,
                                        MADO_CALL_RELATION, MADO_CALL_QUESTION, MADO_CALL_ANSWER };

  for (gsize i = 0; i < G_N_ELEMENTS (typed); i++)
    if (self->parts[typed[i]][0] != '\0')
      return TRUE;

  return FALSE;
}

/**
 * mado_call_get_seconds:
 * @self: a call
 * @now: the time
 *
 * Returns: for how long somebody has been on the line
 */
guint
mado_call_get_seconds (MadoCall *self, MadoInstant now)
{
  gint64 began = g_ascii_strtoll (self->parts[MADO_CALL_BEGAN], NULL, 10);
  gint64 seconds = (now.microseconds / 1000 - began) / 1000;

  return (guint) CLAMP (seconds, 0, G_MAXINT);
}

/* --- who it is ---------------------------------------------------------------------------------------------------- */

/**
 * mado_call_is_ticked:
 * @self: a call
 * @item: the id of an item
 *
 * Returns: whether the caller has said it rightly
 */
gboolean
mado_call_is_ticked (MadoCall *self, const char *item)
{
  g_auto (GStrv) ticks = g_strsplit (self->parts[MADO_CALL_TICKS], ",", -1);

  return g_strv_contains ((const char *const *) ticks, item);
}

/**
 * mado_call_tick:
 * @self: a call
 * @item: the id of an item
 * @is_said: whether the caller has said it rightly
 */
void
mado_call_tick (MadoCall *self, const char *item, gboolean is_said)
{
  g_auto (GStrv) ticks = g_strsplit (self->parts[MADO_CALL_TICKS], ",", -1);
  g_autoptr (GStrvBuilder) kept = g_strv_builder_new ();
  g_auto (GStrv) now = NULL;
  g_autofree char *text = NULL;

  for (gsize i = 0; ticks[i] != NULL; i++)
    if (ticks[i][0] != '\0' && strcmp (ticks[i], item) != 0)
      g_strv_builder_add (kept, ticks[i]);
  if (is_said)
    g_strv_builder_add (kept, item);
  now = g_strv_builder_end (kept);
  text = g_strjoinv (",", now);
  mado_call_set (self, MADO_CALL_TICKS, text);
}

/**
 * mado_call_take_case:
 * @self: a call
 * @telling: what is asked and told of the case that it is about
 *
 * What the caller has said already, by which the case was found, is ticked. Whoever was taken before was not the
 * caller: nothing stays ticked.
 */
void
mado_call_take_case (MadoCall *self, const MadoGuidance *telling)
{
  char id[MADO_ID_TEXT_SIZE];

  mado_id_to_text (telling->id, id);
  mado_call_set (self, MADO_CALL_TICKS, "");
  mado_call_set (self, MADO_CALL_CASE, id);
  for (guint i = 0; i < telling->questions->len; i++) {
    const MadoGuidanceQuestion *question = g_ptr_array_index (telling->questions, i);

    if (question->is_said)
      mado_call_tick (self, question->item->id, TRUE);
  }
  if (strcmp (self->parts[MADO_CALL_OUTCOME], MADO_CALL_UNKNOWN) == 0)
    mado_call_set (self, MADO_CALL_OUTCOME, MADO_CALL_ANSWERED);
}

/**
 * mado_call_take_nobody:
 * @self: a call
 *
 * It is about no case that is here.
 */
void
mado_call_take_nobody (MadoCall *self)
{
  mado_call_set (self, MADO_CALL_TICKS, "");
  mado_call_set (self, MADO_CALL_CASE, "");
  mado_call_set (self, MADO_CALL_OUTCOME, MADO_CALL_UNKNOWN);
}

/**
 * mado_call_may_tell:
 * @self: a call
 * @telling: (nullable): what is asked and told of its case
 *
 * Whoever cannot be asked anything is told nothing.
 *
 * Returns: whether the caller is known well enough to be told
 */
gboolean
mado_call_may_tell (MadoCall *self, const MadoGuidance *telling)
{
  if (telling == NULL || telling->is_protected || telling->questions->len == 0)
    return FALSE;
  for (guint i = 0; i < telling->questions->len; i++)
    if (!mado_call_is_ticked (self,
                              ((const MadoGuidanceQuestion *) g_ptr_array_index (telling->questions, i))->item->id))
      return FALSE;

  return TRUE;
}

/* --- what is missing ---------------------------------------------------------------------------------------------- */

static gboolean
has_outcome (MadoCall *self, const char *outcome)
{
  return strcmp (self->parts[MADO_CALL_OUTCOME], outcome) == 0;
}

static gboolean
waits (MadoCall *self)
{
  return has_outcome (self, MADO_CALL_BACK) || has_outcome (self, MADO_CALL_ASK_WARD);
}

static char *
dup_part (MadoCall *self, MadoCallPart part)
{
  return g_strstrip (g_strdup (self->parts[part]));
}

/* Where nothing was typed, what was read out was the answer. */
static char *
dup_answer (MadoCall *self, const MadoGuidance *telling)
{
  g_autofree char *answer = dup_part (self, MADO_CALL_ANSWER);

  if (answer[0] == '\0' && has_outcome (self, MADO_CALL_ANSWERED) && mado_call_may_tell (self, telling))
    return mado_guidance_dup_text (telling);

  return g_steal_pointer (&answer);
}

static void
add_fault (GArray *faults, MadoCallPart part, MadoCallFaultKind kind)
{
  g_array_append_vals (faults, &(MadoCallFault) { part, kind }, 1);
}

static void
check_text (GArray *faults, MadoCallPart part, const char *text)
{
  if (!mado_item_text_is_plain (text, MAX_TEXT) && text[0] != '\0')
    add_fault (faults, part, MADO_CALL_FAULT_TOO_LONG);
  else if (mado_my_number_scan (text, NULL, NULL) == MADO_MY_NUMBER_HIGH)
    add_fault (faults, part, MADO_CALL_FAULT_MY_NUMBER);
}

static void
check_texts (MadoCall *self, GArray *faults)
{
  static const MadoCallPart texts[] = { MADO_CALL_CALLER, MADO_CALL_PHONE, MADO_CALL_RELATION, MADO_CALL_QUESTION,
                                        MADO_CALL_ANSWER };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autofree char *text = dup_part (self, texts[i]);

    check_text (faults, texts[i], text);
    if (texts[i] == MADO_CALL_QUESTION && text[0] == '\0')
      add_fault (faults, MADO_CALL_QUESTION, MADO_CALL_FAULT_EMPTY);
  }
}

static void
check_day (MadoCall *self, GArray *faults, MadoInstant now)
{
  MadoDate today = mado_instant_get_japanese_day (now);
  MadoDate day = mado_call_moment_read_day (self->parts[MADO_CALL_DUE], today);
  int minutes = mado_call_moment_read_time (self->parts[MADO_CALL_TIME]);
  gboolean is_call = has_outcome (self, MADO_CALL_BACK);

  if (self->parts[MADO_CALL_DUE][0] == '\0')
    add_fault (faults, MADO_CALL_DUE, MADO_CALL_FAULT_EMPTY);
  else if (!mado_date_is_valid (day))
    add_fault (faults, MADO_CALL_DUE, MADO_CALL_FAULT_UNREADABLE);
  else if (mado_date_compare (day, today) < 0)
    add_fault (faults, MADO_CALL_DUE, MADO_CALL_FAULT_PAST);
  else if (is_call && minutes != MADO_CALL_TIME_NONE && mado_call_moment_join (day, minutes) < now.microseconds / 1000)
    add_fault (faults, MADO_CALL_TIME, MADO_CALL_FAULT_PAST);
  if (is_call && minutes == MADO_CALL_TIME_NONE)
    add_fault (faults, MADO_CALL_TIME,
               self->parts[MADO_CALL_TIME][0] == '\0' ? MADO_CALL_FAULT_EMPTY : MADO_CALL_FAULT_UNREADABLE);
}

/**
 * mado_call_check:
 * @self: a call
 * @telling: (nullable): what is asked and told of its case
 * @now: the time
 *
 * Returns: (transfer full) (element-type MadoCallFault): what keeps it from being written down, in the order of the
 * form
 */
GArray *
mado_call_check (MadoCall *self, const MadoGuidance *telling, MadoInstant now)
{
  GArray *faults = g_array_new (FALSE, FALSE, sizeof (MadoCallFault));
  g_autofree char *answer = dup_answer (self, telling);

  check_texts (self, faults);
  if (has_outcome (self, MADO_CALL_ANSWERED) && answer[0] == '\0')
    add_fault (faults, MADO_CALL_ANSWER, MADO_CALL_FAULT_EMPTY);
  if (waits (self))
    check_day (self, faults, now);

  return faults;
}

/* --- what is written down ----------------------------------------------------------------------------------------- */

static void
write_text (yyjson_mut_doc *doc, const char *member, const char *text)
{
  if (text[0] != '\0')
    yyjson_mut_obj_add_strcpy (doc, yyjson_mut_doc_get_root (doc), member, text);
}

static void
write_parts (MadoCall *self, yyjson_mut_doc *doc)
{
  static const struct {
    const char *member;
    MadoCallPart part;
  } members[] = {
    { "case", MADO_CALL_CASE },         { "caller_name", MADO_CALL_CALLER }, { "phone", MADO_CALL_PHONE },
    { "relation", MADO_CALL_RELATION }, { "category", MADO_CALL_CATEGORY },  { "question", MADO_CALL_QUESTION },
    { "outcome", MADO_CALL_OUTCOME },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (members); i++) {
    g_autofree char *text = dup_part (self, members[i].part);

    write_text (doc, members[i].member, text);
  }
}

static void
write_ticks (MadoCall *self, const MadoGuidance *telling, yyjson_mut_doc *doc)
{
  yyjson_mut_val *ticks = NULL;

  for (guint i = 0; telling != NULL && i < telling->questions->len; i++) {
    const char *item = ((const MadoGuidanceQuestion *) g_ptr_array_index (telling->questions, i))->item->id;

    if (!mado_call_is_ticked (self, item))
      continue;
    if (ticks == NULL)
      ticks = yyjson_mut_obj_add_arr (doc, yyjson_mut_doc_get_root (doc), "identity");
    yyjson_mut_arr_add_strcpy (doc, ticks, item);
  }
}

static void
write_promise (MadoCall *self, yyjson_mut_doc *doc, MadoInstant now)
{
  MadoDate day = mado_call_moment_read_day (self->parts[MADO_CALL_DUE], mado_instant_get_japanese_day (now));
  char iso[MADO_DATE_ISO_SIZE];

  mado_date_to_iso (day, iso);
  write_text (doc, "due", iso);
  if (has_outcome (self, MADO_CALL_BACK))
    yyjson_mut_obj_add_sint (doc, yyjson_mut_doc_get_root (doc), "call_at",
                             mado_call_moment_join (day, mado_call_moment_read_time (self->parts[MADO_CALL_TIME])));
}

/**
 * mado_call_write:
 * @self: a call in which nothing is missing
 * @telling: (nullable): what is asked and told of its case
 * @now: the time
 *
 * Returns: (transfer full): the body of "inquiry.log"
 */
yyjson_doc *
mado_call_write (MadoCall *self, const MadoGuidance *telling, MadoInstant now)
{
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  g_autofree char *answer = dup_answer (self, telling);
  yyjson_doc *body;

  yyjson_mut_doc_set_root (doc, yyjson_mut_obj (doc));
  write_parts (self, doc);
  write_ticks (self, telling, doc);
  write_text (doc, "answer", answer);
  if (answer[0] != '\0')
    write_text (doc, "script", self->parts[MADO_CALL_SCRIPT]);
  if (waits (self))
    write_promise (self, doc, now);
  body = yyjson_mut_doc_imut_copy (doc, NULL);
  yyjson_mut_doc_free (doc);

  return body;
}
