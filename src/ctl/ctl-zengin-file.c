/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A bank transfer file as JSON, built for people or written payment by payment for scripts. */

#include "ctl-zengin-file.h"

#include <stdio.h>

#include "mado-ctl.h"
#include "mado-zengin-layout.h"

/**
 * mado_ctl_zengin_add_framing:
 * @builder: takes the member framing
 * @framing: what stands around the records
 */
void
mado_ctl_zengin_add_framing (JsonBuilder *builder, const MadoZenginFraming *framing)
{
  json_builder_set_member_name (builder, "framing");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "bom");
  json_builder_add_boolean_value (builder, framing->bom);
  json_builder_set_member_name (builder, "eof1a");
  json_builder_add_boolean_value (builder, framing->eof1a);
  json_builder_set_member_name (builder, "newline");
  json_builder_add_string_value (builder, mado_zengin_newline_get_name (framing->newline));
  if (framing->lacks_final_newline) {
    json_builder_set_member_name (builder, "final_newline");
    json_builder_add_boolean_value (builder, FALSE);
  }
  json_builder_end_object (builder);
}

static void
add_fields (JsonBuilder *builder, const MadoZenginLayout *layout, const guint8 *record)
{
  for (guint i = 0; i < layout->n_fields; i++) {
    g_autofree char *text = mado_zengin_field_dup_text (&layout->fields[i], record);

    json_builder_set_member_name (builder, layout->fields[i].name);
    json_builder_add_string_value (builder, text);
  }
}

static void
add_payment (JsonBuilder *builder, const guint8 *header, const guint8 *payment)
{
  const MadoZenginLayout *layout = mado_zengin_layout_of_payment (header, payment);
  gint64 amount = mado_zengin_field_get_number (mado_zengin_layout_get_field (layout, "amount"), payment);

  json_builder_begin_object (builder);
  add_fields (builder, layout, payment);
  json_builder_set_member_name (builder, "amount_int");
  if (amount >= 0)
    json_builder_add_int_value (builder, amount);
  else
    json_builder_add_null_value (builder);
  json_builder_end_object (builder);
}

/* Leaves the group's object open for its payments. A trailer that was not read is null. */
static void
begin_group (JsonBuilder *builder, const MadoZenginGroup *group)
{
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "header");
  json_builder_begin_object (builder);
  add_fields (builder, mado_zengin_layout_get_header (), group->header.bytes);
  json_builder_end_object (builder);

  json_builder_set_member_name (builder, "trailer");
  if (group->trailer.bytes != NULL) {
    json_builder_begin_object (builder);
    add_fields (builder, mado_zengin_layout_get_trailer (), group->trailer.bytes);
    json_builder_end_object (builder);
  } else {
    json_builder_add_null_value (builder);
  }
}

static void
add_group (JsonBuilder *builder, const MadoZenginGroup *group)
{
  begin_group (builder, group);
  json_builder_set_member_name (builder, "data");
  json_builder_begin_array (builder);
  for (guint i = 0; i < group->payments->len; i++)
    add_payment (builder, group->header.bytes, mado_zengin_group_get_payment (group, i)->bytes);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

/**
 * mado_ctl_zengin_add_groups:
 * @builder: takes the member groups
 * @file: what was read
 */
void
mado_ctl_zengin_add_groups (JsonBuilder *builder, const MadoZenginFile *file)
{
  json_builder_set_member_name (builder, "groups");
  json_builder_begin_array (builder);
  for (guint i = 0; i < file->groups->len; i++)
    add_group (builder, g_ptr_array_index (file->groups, i));
  json_builder_end_array (builder);
}

static void
print_group (const MadoZenginGroup *group)
{
  g_autoptr (JsonBuilder) head = json_builder_new ();

  begin_group (head, group);
  json_builder_end_object (head);
  mado_ctl_print_open (head);
  fputs (",\"data\":[", stdout);
  for (guint i = 0; i < group->payments->len; i++) {
    g_autoptr (JsonBuilder) payment = json_builder_new ();

    add_payment (payment, group->header.bytes, mado_zengin_group_get_payment (group, i)->bytes);
    fputs (i > 0 ? ",\n" : "\n", stdout);
    mado_ctl_print_open (payment);
    putchar ('}');
  }
  fputs ("]}", stdout);
}

/**
 * mado_ctl_zengin_print_groups:
 * @file: what was read
 *
 * Prints the member groups behind others of an object, with memory for one payment whatever the file's size.
 */
void
mado_ctl_zengin_print_groups (const MadoZenginFile *file)
{
  fputs (",\n\"groups\":[", stdout);
  for (guint i = 0; i < file->groups->len; i++) {
    if (i > 0)
      fputs (",\n", stdout);
    print_group (g_ptr_array_index (file->groups, i));
  }
  putchar (']');
}
