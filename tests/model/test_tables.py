"""The tables of ticket facts and events hold what the contract lists, neither more nor less."""

import re

import pytest
from rexian.model import vocabulary
from rexian.model.events import EVENT_TYPES
from rexian.model.fields import UNKNOWN, FieldType
from rexian.model.ticket import FIELDS, channel_among
from rexian.model.vocabulary import CHANNELS, Term

# Typed from the command-line contract, section 1.
DEFAULTS = {
    "urgency": "ordinary",
    "calls": 1,
    "subject": "other",
    "identity": "named",
    "phone_type": "normal",
    "directive": "none",
    "disclosure": "open",
    "adverse_effect": False,
    "official_document": False,
    "publish_consent": True,
    "disputed": False,
    "refusal_grounds": (),
    "findings": (),
    "faults": (),
    "requires": (),
}
WITHOUT_DEFAULT = """
    number kind channel received_at difficult given belongs_to policy_basis explained adopted
    handling_room found_incomplete unit_at_fault should_be_solvable solved
"""
EVENTS = """
    received {} accepted {} refused {grounds} handed_over {to, via} reported {to}
    dispatched {unit_type, part} preassigned {} preassign_answered {accept, approved_by}
    assigned {unit_type, part, via, approved_by} form_signed {} signed {}
    objected {approved_by, reasons, basis, suggested_unit}
    return_requested {reasons, basis, suggested_unit} return_decided {granted, reasons}
    disputed {} signoff {role, fields, due_at} contacted {mode, reason, purpose}
    extension_requested {length, reason, basis, explained} extension_decided {granted, length}
    reminded {about, to, via} feedback {} attended {role, stated, handled}
    reply_submitted {medium, chars, sections, items, items_answered, handler_info, reasons, basis,
    suggested_unit, next_steps, lead_and_process, conforming}
    reply_approved {role} sealed {seal} closure_requested {missing} closure_reviewed {passed}
    closed {} followed_up {rating, mode} fault_verified {unit_at_fault} redo_sent {} escalated {}
    supervised {by, form} explained_performance {} transferred_to_petition {}
    cooperation_refused {part} archived {}
"""
LISTS = {
    "KINDS": "inquiry help complaint report suggestion opinion praise other",
    "CHANNELS": """city_12345 wechat ganfutong police county_12345 provincial_12345 china_gov
        wenzheng_jiangxi governor_suggestion leader_mailbox mayor_message governor_message
        city_secretary_message provincial_secretary_message minsheng provincial_gov_mailbox""",
    "URGENCIES": "ordinary prompt emergency threat",
    "GIVEN_KEYS": "close sign object extension submit_reply",
    "GIVEN_SOURCES": "platform ticket form signoff law",
    "IDENTITIES": "named confidential anonymous withheld",
    "PHONE_TYPES": "normal virtual",
    "REFUSAL_GROUNDS": """outside_jurisdiction police_or_emergency_line secret_or_privacy
        party_or_judicial_organ litigation_or_review petition_channel already_handled
        no_legal_basis false_information malicious_or_vague internal_management other_law
        undetermined""",
    "FINDINGS": """kb_answerable several_units unsolvable_soon administrative_mediation
        enforcement_case identity_required unreasonable noncompliant key_case verified_true
        no_interest improper_purpose fabricated""",
    "FAULTS": """poor_handling inaction wrongful_act perfunctory shirking delay falsification
        improper_return abuse_of_office retaliation_or_leak other""",
    "DIRECTIVES": "none leader_instruction government_assignment leader_hotline_day",
    "REQUIREMENTS": "principal_review seal publication",
    "DISCLOSURES": "open unfit secret",
    "SIGNOFF_FIELDS": "lead handler limit",
    "CONTACT_MODES": "in_person phone sms written",
    "REMINDER_SUBJECTS": "sign reply",
    "RATINGS": "satisfied basically_satisfied dissatisfied very_dissatisfied unreached",
    "PARTS": "host co",
    "UNIT_TYPES": """section subordinate branch township county_department city_department
        vertical party_body enterprise""",
    "ROLES": """handler handling_unit unit_head unit_principal unit_deputy section_supervisor
        bureau_principal desk_supervisor general_office hotline_office hotline_centre specialist
        inspector closure_reviewer each_level staffing_office justice_bureau
        county_leader_in_charge county_hotline_leader petition_reception_leader""",
    "BODIES": """competent_department inspection_office inspection_group county_department
        city_department original_unit data_bureau petition_bureau""",
    "SEALS": "unit_seal bureau_seal",
    "REPLY_SECTIONS": "investigation handling contact evidence handler",
    "HANDLER_INFO": "name phone mobile post unit",
    "STRENGTHS": "must in_principle may",
}


@pytest.mark.parametrize("name", LISTS)
def test_a_list_holds_the_contracts_ids(name):
    assert getattr(vocabulary, name).ids == tuple(LISTS[name].split())


def test_the_ticket_facts_are_the_contracts():
    assert set(FIELDS) == {*DEFAULTS, *WITHOUT_DEFAULT.split()}


def test_absence_means_what_the_contract_says():
    stated = {key: field.default for key, field in FIELDS.items() if field.default is not UNKNOWN}
    assert stated == DEFAULTS


def test_the_event_types_and_their_particulars_are_the_contracts():
    listed = {
        name: {"unit", *re.findall(r"\w+", particulars)}
        for name, particulars in re.findall(r"(\w+) \{([^}]*)\}", EVENTS)
    }
    assert {name: set(kind.fields) for name, kind in EVENT_TYPES.items()} == listed


def test_tables_are_keyed_by_id():
    assert all(key == field.id for key, field in FIELDS.items())
    for name, kind in EVENT_TYPES.items():
        assert name == kind.id
        assert all(key == field.id for key, field in kind.fields.items())


def test_whatever_is_chosen_has_something_to_choose_from():
    chosen = {FieldType.CHOICE, FieldType.MANY, FieldType.OPEN, FieldType.REASONS}
    fields = [*FIELDS.values(), *(f for kind in EVENT_TYPES.values() for f in kind.fields.values())]
    assert [field.id for field in fields if field.type in chosen and not field.terms] == []


def test_a_jurisdictions_channels_reach_the_ticket_facts():
    more = CHANNELS.extended([Term("tide_line", "潮汐专线", "tide line")])
    assert (channel_among(more).terms, channel_among(more).open) == (more, False)
    assert (FIELDS["channel"].terms, FIELDS["channel"].open) == (CHANNELS, True)
