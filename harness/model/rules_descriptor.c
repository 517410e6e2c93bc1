/* SPDX-License-Identifier: Apache-2.0 */
/* DESC: what a descriptor says is what is done, and it stays as NetDMA wrote it. */
#include "model/rules.h"

#define PAGE 4096u
#define AROUND_SOURCE 1u
#define AROUND_GUARDS 14u
#define FIELD_SIZE 1u
#define FIELDS_FIXED 0x1Eu /* flags, source, target, next */
#define FIELD_RESERVED_1 0x20u
#define FIELD_RESERVED_2 0x40u
#define FIELDS_CONTEXT 0x180u
#define FLAGS_RESERVED 0x00FFFD00u /* between the flags and the operation; bit 9 is DCA */
#define FLAGS_OPERATION 0xFF000000u

/* DESC-01 */
enum ndc_applied
ndc_rule_desc_exact(const struct ndc_model *model, const struct ndc_event *event,
                    struct ndc_finding *finding)
{
    const struct ndc_submission *subject = ndc_subject(model);

    if (subject == NULL)
        return NDC_NOT_APPLICABLE;
    finding->because = subject->done_at;
    finding->seen = event->b;
    if ((event->d & AROUND_GUARDS) != 0 || event->b == NDC_DATA_WRONG)
        return NDC_BROKEN;
    if (subject->done_at == 0 || !ndc_is_copy(subject))
        return NDC_NOT_APPLICABLE;
    return ndc_kept_if(event->b == NDC_DATA_WHOLE);
}

/* DESC-01: each piece comes from and goes to the buffers of its own descriptor. */
enum ndc_applied
ndc_rule_desc_own_buffers(const struct ndc_model *model, const struct ndc_event *event,
                          struct ndc_finding *finding)
{
    const struct ndc_submission *subject = ndc_subject(model);

    if (subject == NULL)
        return NDC_NOT_APPLICABLE;
    uint32_t transfer = ndc_object_index(subject->object);
    bool own =
        ndc_object_kind(event->b) == NDC_OBJECT_SOURCE && ndc_object_index(event->b) == transfer &&
        ndc_object_kind(event->c) == NDC_OBJECT_TARGET && ndc_object_index(event->c) == transfer;
    finding->seen = ndc_high(event->d) + (uint64_t)ndc_low(event->d);
    finding->wanted = subject->bytes;
    finding->because = subject->called_at;
    return ndc_kept_if(own && finding->seen <= finding->wanted);
}

/* DESC-02 */
enum ndc_applied
ndc_rule_desc_source(const struct ndc_model *model, const struct ndc_event *event,
                     struct ndc_finding *finding)
{
    const struct ndc_submission *subject = ndc_subject(model);

    if (subject == NULL || (subject->done_at == 0 && (event->d & AROUND_SOURCE) == 0))
        return NDC_NOT_APPLICABLE;
    finding->because = subject->called_at;
    return ndc_kept_if((event->d & AROUND_SOURCE) == 0);
}

/* Fields of a descriptor that must be as they were. */
static enum ndc_applied
unaltered(const struct ndc_model *model, const struct ndc_event *event, struct ndc_finding *finding,
          uint64_t fields)
{
    const struct ndc_submission *subject = ndc_subject(model);

    if (subject == NULL || fields == 0)
        return NDC_NOT_APPLICABLE;
    if (event->kind == NDC_EVENT_DATA)
        return subject->done_at != 0 ? NDC_KEPT : NDC_NOT_APPLICABLE;
    finding->seen = event->b & fields;
    finding->because = subject->called_at;
    return ndc_kept_if(finding->seen == 0);
}

/* DESC-03 */
enum ndc_applied
ndc_rule_desc_context(const struct ndc_model *model, const struct ndc_event *event,
                      struct ndc_finding *finding)
{
    return unaltered(model, event, finding, FIELDS_CONTEXT);
}

/* DESC-04; the size of a NULL descriptor may be changed */
enum ndc_applied
ndc_rule_desc_fields(const struct ndc_model *model, const struct ndc_event *event,
                     struct ndc_finding *finding)
{
    const struct ndc_submission *subject = ndc_subject(model);
    bool null = subject != NULL && ndc_is_null(subject);

    return unaltered(model, event, finding, FIELDS_FIXED | (null ? 0 : FIELD_SIZE));
}

/* DESC-05, a permission: in 1.x the reserved fields are the provider's. */
enum ndc_applied
ndc_rule_desc_reserved(const struct ndc_model *model, const struct ndc_event *event,
                       struct ndc_finding *finding)
{
    (void)model;
    (void)finding;
    return (event->b & (FIELD_RESERVED_1 | FIELD_RESERVED_2)) != 0 ? NDC_KEPT : NDC_NOT_APPLICABLE;
}

/* DESC-06 */
enum ndc_applied
ndc_rule_desc_breaks(const struct ndc_model *model, const struct ndc_event *event,
                     struct ndc_finding *finding)
{
    const struct ndc_submission *subject = ndc_subject(model);
    uint64_t fields = 0;

    if (subject == NULL)
        return NDC_NOT_APPLICABLE;
    if ((subject->flags & NDC_FLAG_SOURCE_BREAK) != 0)
        fields |= FIELD_RESERVED_1;
    if ((subject->flags & NDC_FLAG_TARGET_BREAK) != 0)
        fields |= FIELD_RESERVED_2;
    return unaltered(model, event, finding, fields);
}

static const struct ndc_submission *
predecessor(const struct ndc_model *model)
{
    const struct ndc_submission *subject = ndc_subject(model);

    return subject == NULL ? NULL : ndc_submission_at(model, subject->previous);
}

/* DESC-07 */
enum ndc_applied
ndc_rule_desc_serialize(const struct ndc_model *model, const struct ndc_event *event,
                        struct ndc_finding *finding)
{
    const struct ndc_submission *before = predecessor(model);
    const struct ndc_submission *subject = ndc_subject(model);

    (void)event;
    if (before == NULL || (before->flags & NDC_FLAG_SERIALIZE) == 0 || subject->moved != 0 ||
        before->list != subject->list)
        return NDC_NOT_APPLICABLE;
    finding->wanted = before->object;
    finding->because = before->fetched_at;
    return ndc_kept_if(before->done_at != 0 && ndc_here(model)->status_owed != subject->previous);
}

/* DESC-08, a permission */
enum ndc_applied
ndc_rule_desc_overlap(const struct ndc_model *model, const struct ndc_event *event,
                      struct ndc_finding *finding)
{
    const struct ndc_submission *before = predecessor(model);

    (void)event;
    (void)finding;
    return before != NULL && (before->flags & NDC_FLAG_SERIALIZE) == 0 && before->done_at == 0
               ? NDC_KEPT
               : NDC_NOT_APPLICABLE;
}

/* DESC-11, NetDMA's own duty */
enum ndc_applied
ndc_rule_desc_zero_bits(const struct ndc_model *model, const struct ndc_event *event,
                        struct ndc_finding *finding)
{
    uint32_t flags = ndc_low(event->b);
    uint32_t forbidden = FLAGS_RESERVED | (ndc_counted(model) ? 0 : FLAGS_OPERATION);
    bool context = NDC_OPERATION(flags) == NDC_OPERATION_CONTEXT;

    finding->object = event->a;
    finding->seen = flags;
    return ndc_kept_if((flags & forbidden) == 0 && (NDC_OPERATION(flags) == 0 || context));
}

/* DESC-12 */
enum ndc_applied
ndc_rule_desc_unknown_operation(const struct ndc_model *model, const struct ndc_event *event,
                                struct ndc_finding *finding)
{
    const struct ndc_submission *subject = ndc_subject(model);
    uint32_t operation = NDC_OPERATION((uint32_t)event->b);

    if (subject == NULL || operation == 0 || operation == NDC_OPERATION_CONTEXT)
        return NDC_NOT_APPLICABLE;
    finding->seen = operation;
    finding->because = subject->fetched_at;
    return ndc_kept_if(subject->moved == 0);
}

/* DESC-13 */
enum ndc_applied
ndc_rule_desc_plain(const struct ndc_model *model, const struct ndc_event *event,
                    struct ndc_finding *finding)
{
    const struct ndc_submission *subject = ndc_subject(model);

    if (subject == NULL || subject->flags != 0)
        return NDC_NOT_APPLICABLE;
    finding->because = subject->called_at;
    if (event->kind == NDC_EVENT_DONE)
        return ndc_kept_if(subject->moved == subject->bytes);
    if (event->kind == NDC_EVENT_RAISE)
        return event->b == 0 ? NDC_BROKEN : NDC_NOT_APPLICABLE;
    return NDC_WORD_CODE(event->c) <= NDC_CODE_IDLE &&
                   ndc_here(model)->status_named != model->subject
               ? NDC_BROKEN
               : NDC_NOT_APPLICABLE;
}

/* DESC-14: more than a page without a page break must cross one, and goes on behind it. */
enum ndc_applied
ndc_rule_desc_contiguous(const struct ndc_model *model, const struct ndc_event *event,
                         struct ndc_finding *finding)
{
    const struct ndc_submission *subject = ndc_subject(model);
    const uint32_t breaks = NDC_FLAG_SOURCE_BREAK | NDC_FLAG_TARGET_BREAK;

    if (subject == NULL || subject->done_at == 0 || !ndc_is_copy(subject) ||
        subject->bytes <= PAGE || (subject->flags & breaks) != 0)
        return NDC_NOT_APPLICABLE;
    finding->seen = event->b;
    finding->because = subject->done_at;
    return ndc_kept_if(event->b == NDC_DATA_WHOLE);
}

/* DESC-16: what is too long is not copied in part and then called done. */
enum ndc_applied
ndc_rule_desc_over_limit(const struct ndc_model *model, const struct ndc_event *event,
                         struct ndc_finding *finding)
{
    const struct ndc_submission *subject = ndc_subject(model);
    uint32_t limit = ndc_low(model->provider.start_transfer);

    if (subject == NULL || limit == 0 || subject->bytes <= limit || !ndc_is_copy(subject))
        return NDC_NOT_APPLICABLE;
    finding->seen = subject->moved;
    finding->wanted = subject->bytes;
    finding->because = subject->called_at;
    (void)event;
    return ndc_kept_if(subject->moved == subject->bytes);
}

/* DESC-18 */
enum ndc_applied
ndc_rule_desc_physical(const struct ndc_model *model, const struct ndc_event *event,
                       struct ndc_finding *finding)
{
    const struct ndc_model_channel *channel = ndc_here(model);

    if (event->kind == NDC_EVENT_FETCH && event->b == 0)
        return NDC_NOT_APPLICABLE; /* START-04 */
    finding->object = event->a;
    finding->seen = event->b;
    finding->because = channel->accepted_at;
    return ndc_kept_if(ndc_object_kind(event->a) != NDC_OBJECT_NONE);
}
