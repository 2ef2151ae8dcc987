/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The command line: finds the verb, sorts options from arguments, runs it and prints its answer. */

#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "ctl-password.h"
#include "mado-config.h"
#include "mado-ctl.h"
#include "mado-touch-attendant.h"

/* One row a file of verbs, in the order in which the usage lists them. */
static const MadoCtlVerb *const verb_tables[] = {
  /* clang-format off */
  mado_ctl_account_verbs,
  mado_ctl_account_desk_verbs,
  mado_ctl_audit_verbs,
  mado_ctl_bank_verbs,
  mado_ctl_date_verbs,
  mado_ctl_form_verbs,
  mado_ctl_handover_erase_verbs,
  mado_ctl_handover_sign_verbs,
  mado_ctl_handover_verbs,
  mado_ctl_handler_verbs,
  mado_ctl_intake_verbs,
  mado_ctl_keep_verbs,
  mado_ctl_ledger_verbs,
  mado_ctl_letter_verbs,
  mado_ctl_inquiry_verbs,
  mado_ctl_letter_run_verbs,
  mado_ctl_run_verbs,
  mado_ctl_run_act_verbs,
  mado_ctl_run_paper_verbs,
  mado_ctl_template_verbs,
  mado_ctl_saying_verbs,
  mado_ctl_lists_verbs,
  mado_ctl_migrate_verbs,
  mado_ctl_my_number_verbs,
  mado_ctl_name_verbs,
  mado_ctl_packet_verbs,
  mado_ctl_payment_verbs,
  mado_ctl_payment_answer_verbs,
  mado_ctl_payment_file_verbs,
  mado_ctl_payment_earlier_verbs,
  mado_ctl_payment_recovery_verbs,
  mado_ctl_postal_verbs,
  mado_ctl_practice_verbs,
  mado_ctl_programme_verbs,
  mado_ctl_service_verbs,
  mado_ctl_publish_verbs,
  mado_ctl_unsent_verbs,
  mado_ctl_unsent_take_verbs,
  mado_ctl_store_verbs,
  mado_ctl_sync_verbs,
  mado_ctl_terminal_verbs,
  mado_ctl_text_verbs,
  mado_ctl_yucho_verbs,
  mado_ctl_zengin_verbs,
  /* clang-format on */
};

static void
print_verb (FILE *stream, const MadoCtlVerb *verb)
{
  fprintf (stream, "  %s %s", verb->noun, verb->verb);
  for (const MadoCtlOption *option = verb->options; option->name != NULL; option++)
    if (option->value != NULL)
      fprintf (stream, " [--%s %s]", option->name, option->value);
    else
      fprintf (stream, " [--%s]", option->name);
  fprintf (stream, "%s%s\n      %s\n", verb->arguments[0] != '\0' ? " " : "", verb->arguments, verb->help);
  for (const MadoCtlOption *option = verb->options; option->name != NULL; option++)
    fprintf (stream, "      --%s: %s\n", option->name, option->help);
}

static void
print_usage (FILE *stream)
{
  fputs ("madoguchi-ctl NOUN VERB [--json] [options] [--] [arguments]\n\n", stream);
  for (gsize i = 0; i < G_N_ELEMENTS (verb_tables); i++)
    for (const MadoCtlVerb *verb = verb_tables[i]; verb->noun != NULL; verb++)
      print_verb (stream, verb);
  fputs ("\n  completion     the words that a shell may complete, a verb a line\n"
         "  --version      the version of this program\n\n"
         "--json prints the answer as one JSON object; -- ends the options.\n"
         "Exit status: 0 done, 1 the input was refused, 2 the command line is wrong.\n",
         stream);
}

/* Every verb with its options on a line of its own, for the shell completion. */
static void
print_completion (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (verb_tables); i++)
    for (const MadoCtlVerb *verb = verb_tables[i]; verb->noun != NULL; verb++) {
      printf ("%s %s --json", verb->noun, verb->verb);
      for (const MadoCtlOption *option = verb->options; option->name != NULL; option++)
        printf (" --%s", option->name);
      putchar ('\n');
    }
}

static const MadoCtlVerb *
find_verb (const char *noun, const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (verb_tables); i++)
    for (const MadoCtlVerb *verb = verb_tables[i]; verb->noun != NULL; verb++)
      if (strcmp (verb->noun, noun) == 0 && strcmp (verb->verb, name) == 0)
        return verb;

  return NULL;
}

static const MadoCtlOption *
find_option (const MadoCtlVerb *verb, const char *name, gsize length)
{
  for (const MadoCtlOption *option = verb->options; option->name != NULL; option++)
    if (strlen (option->name) == length && strncmp (option->name, name, length) == 0)
      return option;

  return NULL;
}

static void
take_option (MadoCtlCall *call, const MadoCtlOption *option, const char *value)
{
  GPtrArray *values = g_hash_table_lookup (call->options, option->name);

  if (values == NULL) {
    values = g_ptr_array_new_null_terminated (1, g_free, TRUE);
    g_hash_table_insert (call->options, (char *) option->name, values);
  }
  g_ptr_array_add (values, g_strdup (value));
}

/* Sorts what stands after the verb into options and arguments. Returns what is wrong, or NULL. */
static char *
parse_words (MadoCtlCall *call, char **words)
{
  g_autoptr (GStrvBuilder) arguments = g_strv_builder_new ();
  gboolean options_end = FALSE;

  for (; *words != NULL; words++) {
    const char *word = *words;

    if (options_end || word[0] != '-' || word[1] == '\0' || word[1] != '-') {
      g_strv_builder_add (arguments, word);
    } else if (word[2] == '\0') {
      options_end = TRUE;
    } else if (strcmp (word, "--json") == 0) {
      call->json = TRUE;
    } else {
      gsize length = strcspn (word + 2, "=");
      const MadoCtlOption *option = find_option (call->verb, word + 2, length);
      const char *value = word[2 + length] == '=' ? word + 2 + length + 1 : NULL;

      if (option == NULL)
        return g_strdup_printf ("there is no option '%s' here", word);
      if (option->value == NULL && value != NULL)
        return g_strdup_printf ("--%s takes no value", option->name);
      if (option->value != NULL && value == NULL && (value = *++words) == NULL)
        return g_strdup_printf ("--%s needs %s", option->name, option->value);
      take_option (call, option, value != NULL ? value : "");
    }
  }
  call->arguments = g_strv_builder_end (arguments);
  call->n_arguments = (int) g_strv_length (call->arguments);
  if (call->n_arguments < call->verb->min_arguments)
    return g_strdup_printf ("an argument is missing: %s", call->verb->arguments);
  if (call->verb->max_arguments >= 0 && call->n_arguments > call->verb->max_arguments)
    return g_strdup_printf ("too many arguments; this verb takes %s",
                            call->verb->max_arguments > 0 ? call->verb->arguments : "none");

  return NULL;
}

/* Prints a JSON value for people: "key: value" a line, what is inside something indented below it. */
static void
print_value (JsonNode *node, int depth)
{
  if (JSON_NODE_HOLDS_OBJECT (node)) {
    JsonObjectIter iter;
    const char *key;
    JsonNode *member;

    json_object_iter_init_ordered (&iter, json_node_get_object (node));
    while (json_object_iter_next_ordered (&iter, &key, &member)) {
      printf ("%*s%s:%s", depth * 2, "", key,
              JSON_NODE_HOLDS_VALUE (member) || JSON_NODE_HOLDS_NULL (member) ? " " : "\n");
      print_value (member, depth + 1);
    }
  } else if (JSON_NODE_HOLDS_ARRAY (node)) {
    JsonArray *array = json_node_get_array (node);

    for (guint i = 0; i < json_array_get_length (array); i++) {
      printf ("%*s-%s", depth * 2, "", JSON_NODE_HOLDS_VALUE (json_array_get_element (array, i)) ? " " : "\n");
      print_value (json_array_get_element (array, i), depth + 1);
    }
  } else if (JSON_NODE_HOLDS_NULL (node)) {
    puts ("–");
  } else if (json_node_get_value_type (node) == G_TYPE_STRING) {
    puts (json_node_get_string (node));
  } else {
    g_autofree char *text = json_to_string (node, FALSE);

    puts (text);
  }
}

static void
print_answer (MadoCtlCall *call)
{
  if (call->is_answered)
    return;

  json_builder_end_object (call->answer);
  g_autoptr (JsonNode) root = json_builder_get_root (call->answer);

  if (call->json) {
    g_autofree char *text = json_to_string (root, FALSE);

    puts (text);
  } else if (!call->silent && !json_object_has_member (json_node_get_object (root), "error")) {
    print_value (root, 0);
  }
}

static int
run_verb (const MadoCtlVerb *verb, char **words)
{
  g_autoptr (GHashTable) options =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
  g_autoptr (JsonBuilder) answer = json_builder_new ();
  MadoCtlCall call = { .verb = verb, .options = options, .answer = answer };
  g_autofree char *wrong = NULL;
  MadoCtlStatus status;

  json_builder_begin_object (answer);
  wrong = parse_words (&call, words);
  if (wrong != NULL) {
    status = mado_ctl_wrong_usage (&call, "%s", wrong);
    print_verb (stderr, verb);
  } else {
    mado_ctl_attend_security_key (&call);
    status = verb->run (&call);
    mado_touch_set_attendant (NULL);
  }
  print_answer (&call);
  g_strfreev (call.arguments);

  return (int) status;
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");

  if (argc == 2 && (strcmp (argv[1], "--help") == 0 || strcmp (argv[1], "help") == 0)) {
    print_usage (stdout);
    return MADO_CTL_OK;
  }
  if (argc == 2 && strcmp (argv[1], "--version") == 0) {
    puts ("madoguchi-ctl " MADO_VERSION);
    return MADO_CTL_OK;
  }
  if (argc == 2 && strcmp (argv[1], "completion") == 0) {
    print_completion ();
    return MADO_CTL_OK;
  }

  const MadoCtlVerb *verb = argc > 2 ? find_verb (argv[1], argv[2]) : NULL;
  if (verb == NULL) {
    if (argc > 2)
      g_printerr ("madoguchi-ctl: there is no verb '%s %s'\n\n", argv[1], argv[2]);
    print_usage (stderr);
    return MADO_CTL_USAGE;
  }

  return run_verb (verb, argv + 3);
}
