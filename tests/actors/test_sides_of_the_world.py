"""Sentences of all regions and of several decades, with the side that one word of each stands for."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Side = tuple[str | None, str]


@pytest.mark.parametrize(
    ("text", "word", "expected", "day"),
    [
        ("President Kiir met rebel leader Riek Machar in Juba.", "Kiir", [("SSD", "GOV")], "2019-09-11"),
        ("Muammar Qadhafi received a delegation from Chad.", "Qadhafi", [("LBY", "GOV")], "2008-05-01"),
        ("Moammar Gadhafi received a delegation from Chad.", "Gadhafi", [("LBY", "GOV")], "2008-05-01"),
        ("Former president Jimmy Carter arrived in Pyongyang.", "Carter", [("USA", "ELI")], "1994-06-15"),
        ("Former President Mohamed Nasheed was arrested in the Maldives.", "Nasheed", [("MDV", "ELI")], "2015-02-22"),
        ("Lt. Gen. Stephen J. Townsend took command of the coalition.", "Townsend", [("USA", "MIL")], "2016-08-21"),
        (
            "The Pentagon said Senior Chief Petty Officer Scott C. Dayton died in northern Syria.",
            "Dayton",
            [("USA", "MIL")],
            "2016-11-24",
        ),
        ("The French have sent troops to Mali.", "French", [("FRA", "GOV")], "2013-01-12"),
        ("Soldiers shot dead three Palestinians in Hebron.", "Palestinians", [("PSE", "CVL")], "2015-10-05"),
        ("The president thanked the people of Turkey.", "people", [("TUR", "CVL")], "2016-10-05"),
        ("The United States supports the government and people of Iraq.", "government", [("IRQ", "GOV")], "2016-10-05"),
        ("The United States supports the government and people of Iraq.", "people", [("IRQ", "CVL")], "2016-10-05"),
        ("U.S. and Iraqi forces advanced on Mosul.", "forces", [("USA", "MIL"), ("IRQ", "MIL")], "2016-10-05"),
        ("We thank our ally Turkey for its support.", "Turkey", [("TUR", "GOV")], "2016-10-05"),
        ("We are grateful to our Turkish allies.", "allies", [("TUR", "GOV")], "2016-10-05"),
        ("The international community condemned the coup.", "community", [(None, "")], "2021-02-05"),
        ("The Assad regime rejected the offer.", "regime", [("SYR", "GOV")], "2013-10-05"),
        ("Assad's regime rejected the offer.", "regime", [("SYR", "GOV")], "2013-10-05"),
        ("Fighters of the Mai-Mai Zulu militia killed villagers in Congo.", "Fighters", [("COD", "REB")], "2018-08-05"),
        ("Troops advanced towards the town of Dabiq in Syria.", "Dabiq", [], "2016-10-05"),
        ("Bush met Clinton in Washington.", "Bush", [("USA", "GOV")], "2001-02-05"),
        ("President George Bush said Iraq must withdraw from Kuwait.", "Bush", [("USA", "GOV")], "1990-09-05"),
        ("King Hussein of Jordan met Yitzhak Rabin.", "Hussein", [("JOR", "GOV")], "1994-07-25"),
        ("Indian and Chinese soldiers clashed in Ladakh.", "soldiers", [("IND", "MIL"), ("CHN", "MIL")], "2020-06-16"),
        ("Police fired tear gas at students in Dhaka.", "Police", [("BGD", "COP")], "2018-08-05"),
        ("Police fired tear gas at students in Dhaka.", "students", [("BGD", "EDU")], "2018-08-05"),
        (
            "South Korean President Moon Jae-in met North Korean leader Kim Jong Un at Panmunjom.",
            "Un",
            [("PRK", "GOV")],
            "2018-04-27",
        ),
        (
            "South Korean President Moon Jae-in met North Korean leader Kim Jong Un at Panmunjom.",
            "in",
            [("KOR", "GOV")],
            "2018-04-27",
        ),
        ("U.N. Secretary-General Kofi Annan urged both sides to stop fighting.", "Annan", [(None, "")], "2000-10-07"),
        ("The African Union suspended Niger.", "Union", [(None, "")], "2023-08-22"),
        ("FARC guerrillas kidnapped two soldiers in Colombia.", "guerrillas", [("COL", "REB")], "2002-05-22"),
        ("Tamil Tiger rebels attacked a navy base in Sri Lanka.", "rebels", [("LKA", "REB")], "2006-10-18"),
        ("The Kremlin said Putin would visit Beijing.", "Kremlin", [("RUS", "GOV")], "2014-05-10"),
        ("Tokyo lodged a protest with Beijing.", "Beijing", [("CHN", "GOV")], "2012-09-10"),
        ("Tokyo lodged a protest with Beijing.", "Tokyo", [("JPN", "GOV")], "2012-09-10"),
        (
            "A spokesman for the German foreign ministry rejected the claim.",
            "spokesman",
            [("DEU", "GOV")],
            "2012-09-10",
        ),
        ("The Israeli army said it had struck Hamas targets in Gaza.", "army", [("ISR", "MIL")], "2012-11-15"),
        (
            "The opposition and regime forces agreed to a truce in Syria.",
            "forces",
            [("SYR", "REB"), ("SYR", "MIL")],
            "2016-12-29",
        ),
        (
            "Turkish President Recep Tayyip Erdogan and Russia's Vladimir Putin announced a truce "
            "between the opposition and regime forces in Syria.",
            "forces",
            [("SYR", "REB"), ("SYR", "MIL")],
            "2016-12-29",
        ),
        (
            "Brazil's Jair Bolsonaro criticised Argentina's new government.",
            "government",
            [("ARG", "GOV")],
            "2019-12-12",
        ),
        ("Nicaragua expelled the envoy of the European Union.", "envoy", [(None, "")], "2022-10-01"),
        ("Striking miners blocked roads in Bolivia.", "miners", [("BOL", "LAB")], "2016-08-25"),
        (
            "Protesters in Minsk demanded the resignation of President Alexander Lukashenko.",
            "Protesters",
            [("BLR", "CVL")],
            "2020-08-16",
        ),
        ("The Houthis fired a missile at Riyadh.", "Houthis", [("YEM", "REB")], "2017-11-04"),
        ("The Saudi-led coalition bombed Sanaa.", "coalition", [("SAU", "MIL")], "2017-11-04"),
        ("Zimbabwe's ruling party expelled Grace Mugabe.", "party", [("ZWE", "PTY")], "2017-11-19"),
        ("Aung San Suu Kyi was detained by the military in Myanmar.", "military", [("MMR", "MIL")], "2021-02-01"),
        ("Aung San Suu Kyi was detained by the military in Myanmar.", "Kyi", [("MMR", "GOV")], "2021-01-31"),
        ("Lebanon's Hezbollah leader Hassan Nasrallah threatened Israel.", "Nasrallah", [("LBN", "REB")], "2012-01-31"),
        ("The U.S. Embassy in Nairobi was bombed.", "Embassy", [("USA", "GOV")], "1998-08-07"),
        ("NATO warplanes bombed Belgrade.", "warplanes", [(None, "")], "1999-04-07"),
        ("The Pope urged Croats and Serbs to make peace.", "Pope", [("VAT", "REL")], "1994-09-07"),
        (
            "Dr. Tedros Adhanom Ghebreyesus, the head of the World Health Organization, praised Rwanda.",
            "Ghebreyesus",
            [(None, "")],
            "2020-03-01",
        ),
        ("Opposition leader Raila Odinga rejected the result in Kenya.", "Odinga", [("KEN", "OPP")], "2017-08-10"),
        ("Mexican marines captured a drug lord in Sinaloa.", "marines", [("MEX", "MIL")], "2016-01-08"),
        ("The drug cartel Los Vientos killed ten policemen in Mexico.", "Vientos", [("MEX", "CRM")], "2016-01-08"),
        ("The court in The Hague sentenced Radovan Karadzic.", "Karadzic", [("BIH", "ELI")], "2016-03-24"),
        ("Pakistan's army chief Gen. Qamar Javed Bajwa visited Kabul.", "Bajwa", [("PAK", "MIL")], "2017-10-01"),
        (
            "Thai soldiers and Cambodian troops exchanged fire near the temple.",
            "soldiers",
            [("THA", "MIL")],
            "2011-02-04",
        ),
        ("Ukrainian separatists shot down a plane.", "separatists", [("UKR", "REB")], "2014-07-17"),
        ("Maoist rebels killed police in Nepal.", "rebels", [("NPL", "REB")], "2003-07-17"),
        ("Maoist rebels killed police in Nepal.", "police", [("NPL", "COP")], "2003-07-17"),
        ("Somali pirates seized a tanker.", "pirates", [("SOM", "CRM")], "2009-07-17"),
        (
            "The Ethiopian prime minister Abiy Ahmed fought the Tigray People's Liberation Front (TPLF).",
            "Front",
            [("ETH", "REB")],
            "2020-11-05",
        ),
    ],
)
def test_an_actor_takes_the_side_of_its_words_and_its_day(
    text: str, word: str, expected: list[Side], day: str, sides: Callable[..., list[Side]]
) -> None:
    assert sides(text, word, day) == expected
